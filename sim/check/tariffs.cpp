#include "sim/check/tariffs.hpp"

#include <algorithm>
#include <string>

#include "config/scenario/day.hpp"
#include "sim/check/words.hpp"
#include "sim/plan/calendar.hpp"

namespace cellcast::sim {
namespace {

using config::Number;
using config::Tariff;

class TariffCheck {
 public:
  TariffCheck(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) : scenario_(scenario), out_(out) {}

  void check(const Tariff& tariff) {
    if (check_dates(tariff)) return;
    check_segments(tariff);
    check_reaction(tariff);
  }

 private:
  bool is(const Number& number, double value) const {
    const config::Interval ends = config::support(number, scenario_.variables);
    return ends.low == value && ends.high == value;
  }

  const config::SegmentMarket& sales(const Tariff& tariff, std::size_t segment) const {
    return scenario_.segments[segment].markets[tariff.market];
  }

  void warn(const config::Place& place, std::string problem, std::string why, std::string suggestion) {
    out_.push_back({place, std::move(problem), std::move(why), std::move(suggestion), config::Severity::warning});
  }

  /// Whether it is never in force.
  bool check_dates(const Tariff& tariff) {
    const int first = scenario_.horizon.base_year, last = scenario_.horizon.end_year;
    const bool is_past = tariff.until && *tariff.until <= first_day(first);
    const bool is_future = tariff.from && *tariff.from >= first_day(last + 1);
    if (!is_past && !is_future) return false;
    const config::Place& place = is_past ? tariff.until_place : tariff.from_place;
    if (is_own(place, scenario_))
      warn(place, "tariff " + quoted(tariff.name) + " is never in force",
           (is_past ? "it ends on " + config::date_text(*tariff.until) + ", before the horizon"
                    : "it starts on " + config::date_text(*tariff.from) + ", after the horizon") +
               ", " + std::to_string(first) + " to " + std::to_string(last),
           "check its dates, or remove it");
    return true;
  }

  /// Those that it names, and that have nothing to pay it for.
  void check_segments(const Tariff& tariff) {
    for (std::size_t i = 0; i < tariff.segment_places.size(); ++i) {
      const std::string& name = scenario_.segments[tariff.segments[i]].name;
      const std::string& market = scenario_.markets[tariff.market].name;
      const config::SegmentMarket& here = sales(tariff, tariff.segments[i]);
      if (!is(here.demand, 0) || !is_own(tariff.segment_places[i], scenario_)) continue;
      warn(tariff.segment_places[i], "segment " + quoted(name) + " does not pay tariff " + quoted(tariff.name),
           here.present ? "its demand in market " + quoted(market) + " is 0" : "it sells nothing in market " + quoted(market),
           here.present ? "leave it out" : "leave it out, or give it `[segments." + name + ".markets." + market + "]`");
    }
  }

  /// Whether shares or demand can follow the landed price of a segment.
  bool can_react(const Tariff& tariff, std::size_t segment) const {
    const config::SegmentMarket& here = sales(tariff, segment);
    if (is(here.home_share, 0)) return false;
    const bool can_shift = !is(scenario_.markets[tariff.market].substitution, 0) && !is(here.home_share, 1);
    return can_shift || !is(scenario_.segments[segment].price_elasticity, 0);
  }

  /// Where nobody pays it; of segments that it names this is said already, and of a market where none sells too.
  void check_payers(const Tariff& tariff) {
    const bool is_served = std::ranges::any_of(tariff.segments, [&](std::size_t segment) { return sales(tariff, segment).present; });
    if (!tariff.segment_places.empty() || !is_served || !is_own(tariff.place, scenario_)) return;
    warn(tariff.place, "nobody pays tariff " + quoted(tariff.name),
         "all demand in market " + quoted(scenario_.markets[tariff.market].name) + " is 0", "give a segment demand there, or remove it");
  }

  void check_reaction(const Tariff& tariff) {
    const auto pays = [&](std::size_t segment) { return !is(sales(tariff, segment).demand, 0); };
    if (std::ranges::none_of(tariff.segments, pays)) return check_payers(tariff);
    if (std::ranges::any_of(tariff.segments, [&](std::size_t s) { return pays(s) && can_react(tariff, s); })) return;
    const std::string market = "markets." + scenario_.markets[tariff.market].name;
    const bool is_rigid = is(scenario_.markets[tariff.market].substitution, 0);
    const std::string shares = is_rigid ? "`" + market + ".substitution` is 0, and so is the `price_elasticity` of those who pay it"
                                        : "of those who pay it `home_share` is 0 or 1 and `price_elasticity` 0";
    warn(tariff.place, "tariff " + quoted(tariff.name) + " moves no goods", shares + "; only duties and what exporters keep depend on it",
         std::string("give ") + (is_rigid ? "the market a `substitution` or " : "") + "the segments a `price_elasticity`, or remove it");
  }

  const config::Scenario& scenario_;
  std::vector<config::Diagnostic>& out_;
};

}  // namespace

void check_tariffs(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  if (scenario.is_partial || scenario.is_varied || scenario.horizon.end_year == 0) return;
  TariffCheck check(scenario, out);
  for (const Tariff& tariff : scenario.tariffs)
    if (tariff.market < scenario.markets.size()) check.check(tariff);
}

}  // namespace cellcast::sim
