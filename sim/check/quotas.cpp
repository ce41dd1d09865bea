#include "sim/check/quotas.hpp"

#include <algorithm>
#include <string>

#include "sim/check/words.hpp"
#include "sim/plan/calendar.hpp"

namespace cellcast::sim {
namespace {

using config::Number;
using config::Quota;

class QuotaCheck {
 public:
  QuotaCheck(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) : scenario_(scenario), out_(out) {}

  void check(const Quota& quota) {
    if (check_dates(quota)) return;
    check_segments(quota);
    check_room(quota);
  }

 private:
  bool is(const Number& number, double value) const {
    const config::Interval ends = config::support(number, scenario_.variables);
    return ends.low == value && ends.high == value;
  }

  const config::SegmentMarket& sales(const Quota& quota, std::size_t segment) const {
    return scenario_.segments[segment].markets[quota.market];
  }

  /// Whether home producers may deliver there; full local plants leave them some where buyers prefer none of theirs.
  bool may_deliver(const Quota& quota, std::size_t segment) const {
    const config::SegmentMarket& here = sales(quota, segment);
    return !is(here.demand, 0) && (!is(here.home_share, 0) || here.local_capacity);
  }

  void warn(const config::Place& place, std::string problem, std::string why, std::string suggestion) {
    if (is_own(place, scenario_))
      out_.push_back({place, std::move(problem), std::move(why), std::move(suggestion), config::Severity::warning});
  }

  /// Whether it is in force on no day that counts.
  bool check_dates(const Quota& quota) {
    const int first = scenario_.horizon.base_year, last = scenario_.horizon.end_year;
    const bool is_past = quota.until && *quota.until <= first_day(first + 1);
    const bool is_future = quota.from && *quota.from >= first_day(last + 1);
    if (!is_past && !is_future) return false;
    const bool is_of_base_year = is_past && *quota.until > first_day(first);
    warn(is_past ? quota.until_place : quota.from_place, "quota " + quoted(quota.name) + " is never in force",
         is_of_base_year ? "it ends on " + config::date_text(*quota.until) + ", and no quota counts in the base year"
                         : (is_past ? "it ends on " + config::date_text(*quota.until) + ", before the horizon"
                                    : "it starts on " + config::date_text(*quota.from) + ", after the horizon") +
                               ", " + std::to_string(first) + " to " + std::to_string(last),
         "check its dates, or remove it");
    return true;
  }

  /// Those that it names, and that nothing is delivered of.
  void check_segments(const Quota& quota) {
    for (std::size_t i = 0; i < quota.segment_places.size(); ++i) {
      const std::string& name = scenario_.segments[quota.segments[i]].name;
      const std::string& market = scenario_.markets[quota.market].name;
      const config::SegmentMarket& here = sales(quota, quota.segments[i]);
      if (may_deliver(quota, quota.segments[i])) continue;
      const std::string where = " in market " + quoted(market);
      warn(quota.segment_places[i], "quota " + quoted(quota.name) + " does not limit segment " + quoted(name),
           !here.present          ? "it sells nothing" + where
           : is(here.demand, 0) ? "its demand" + where + " is 0"
                                  : "its `home_share`" + where + " is 0",
           here.present ? "leave it out" : "leave it out, or give it `[segments." + name + ".markets." + market + "]`");
    }
  }

  /// Where nobody delivers, and where local plants take all that it bars.
  void check_room(const Quota& quota) {
    std::vector<std::size_t> limited;
    for (const std::size_t segment : quota.segments)
      if (may_deliver(quota, segment)) limited.push_back(segment);
    const std::string market = scenario_.markets[quota.market].name;
    if (limited.empty()) {
      const bool is_served = std::ranges::any_of(quota.segments, [&](std::size_t segment) { return sales(quota, segment).present; });
      if (quota.segment_places.empty() && is_served)  // else this is said of the segments or the market
        warn(quota.place, "quota " + quoted(quota.name) + " limits nobody", "home producers deliver nothing to market " + quoted(market),
             "give a segment demand and `home_share` there, or remove it");
      return;
    }
    if (std::ranges::any_of(limited, [&](std::size_t segment) { return sales(quota, segment).local_capacity.has_value(); })) return;
    warn(quota.place, "quota " + quoted(quota.name) + " leaves nobody unserved",
         "no segment that it limits has a `local_capacity` in market " + quoted(market) + ": local plants take all that is barred",
         "give `segments." + scenario_.segments[limited.front()].name + ".markets." + market + "` one where the quota should bind");
  }

  const config::Scenario& scenario_;
  std::vector<config::Diagnostic>& out_;
};

}  // namespace

void check_quotas(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  if (scenario.is_partial || scenario.is_varied || scenario.horizon.end_year == 0) return;
  QuotaCheck check(scenario, out);
  for (const Quota& quota : scenario.quotas) check.check(quota);
}

}  // namespace cellcast::sim
