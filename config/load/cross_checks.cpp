#include "config/load/cross_checks.hpp"

#include <cmath>

#include "config/load/account_checks.hpp"
#include "config/load/extremes.hpp"

namespace cellcast::config {

namespace {

/// Sums and products of decimal fractions are a few units in the last place off: 72 - 0.2 x 72 is not more than 57.6.
constexpr double kRounding = 1e-12;

bool exceeds(double a, double b) { return a > b + kRounding * std::abs(b); }

class CrossChecks {
 public:
  CrossChecks(const Scenario& scenario, Report& report) : scenario_(scenario), extremes_(scenario.variables), report_(report) {}

  void run() {
    for (const Segment& segment : scenario_.segments) {
      check_utilization(segment);
      check_margin(segment);
      check_growth(segment);
      check_demand(segment);
      check_local_capacity(segment);
      check_chemistry(segment);
    }
    check_cumulative_production();
  }

 private:
  double low(const Number& number) const { return extremes_.low(number); }
  double high(const Number& number) const { return extremes_.high(number); }
  bool is_positive(const Number& number) const { return extremes_.is_positive(number); }

  static Place shown(const Segment& segment, std::initializer_list<const Number*> numbers) {
    for (const Number* number : numbers)
      if (number->place.line > 0) return number->place;
    return segment.place;
  }

  void check_utilization(const Segment& segment) {
    const double most = high(segment.utilization), limit = low(segment.supply.max_utilization);
    if (exceeds(most, limit))
      report_.error(shown(segment, {&segment.utilization, &segment.supply.max_utilization}),
                    "`" + segment.utilization.path + "` may exceed `supply.max_utilization`",
                    "up to " + text(most) + " against " + text(limit), "let its largest value be at most the other's smallest");
  }

  void check_margin(const Segment& segment) {
    const double least = low(segment.gross_margin), markup = least / (1 - least), floor = high(segment.cost.markup_floor);
    if (exceeds(floor, markup))
      report_.error(shown(segment, {&segment.gross_margin, &segment.cost.markup_floor}),
                    "`" + segment.gross_margin.path + "` may fall below `cost.markup_floor`",
                    "a margin of " + text(least) + " is a markup of " + text(markup) + ", the floor is " + text(floor));
  }

  /// 1 + rate + premium > 0, the rate being that of all drivers together.
  void check_growth(const Segment& segment) {
    double factor = 1;
    const Number* rate = &segment.growth.rate;
    if (segment.growth.process == Process::submarkets) return check_submarket_growth(segment);
    if (segment.growth.process != Process::drivers) factor += low(*rate);
    for (const Driver& driver : segment.growth.drivers) factor *= 1 + low(driver.rate), rate = &driver.rate;
    for (const SegmentMarket& market : segment.markets) {
      if (!market.present) continue;
      const double least = factor + low(market.growth_premium);
      if (least <= 0)
        report_.error(shown(segment, {&market.growth_premium, rate}), "demand may fall to nothing in a year",
                      "1 + growth + `" + market.growth_premium.path + "` can be " + text(least), "raise the growth rate or the premium");
    }
  }

  void check_submarket_growth(const Segment& segment) {
    for (const Submarket& submarket : segment.submarkets)
      for (const SegmentMarket& market : segment.markets) {
        const double least = 1 + low(submarket.growth) + low(market.growth_premium);
        if (market.present && least <= 0)
          report_.error(shown(segment, {&market.growth_premium, &submarket.growth}), "demand may fall to nothing in a year",
                        "1 + `" + submarket.growth.path + "` + `" + market.growth_premium.path + "` can be " + text(least),
                        "raise the growth rate or the premium");
      }
  }

  void check_demand(const Segment& segment) {
    bool is_supplied = false, has_market = false;
    for (const SegmentMarket& market : segment.markets) {
      has_market |= market.present;
      is_supplied |= market.present && is_positive(market.demand) && is_positive(market.home_share);
    }
    if (has_market && !is_supplied)
      report_.error(segment.place, "`segments." + segment.name + "` may have no demand for home production",
                    "home_share x demand can be 0 in all markets", "give one market a positive demand and home_share");
  }

  /// What local plants supply in the base year, at most.
  double local_supply(const SegmentMarket& market) const {
    const double share = 1 - low(market.home_share);
    return share == 0 ? 0 : share * high(market.demand);  // not 0 x infinity
  }

  void check_local_capacity(const Segment& segment) {
    for (const SegmentMarket& market : segment.markets) {
      if (!market.local_capacity) continue;
      const double need = local_supply(market), least = low(*market.local_capacity);
      if (exceeds(need, least))
        report_.error(market.local_capacity->place, "`" + market.local_capacity->path + "` may be less than local plants supply",
                      "(1 - home_share) x demand is up to " + text(need) + " GWh, the capacity can be " + text(least), "raise it");
    }
  }

  void check_chemistry(const Segment& segment) {
    if (segment.chemistry.empty()) return;
    bool has_base = false, has_end = false, is_given = false;
    for (const ChemistryShare& share : segment.chemistry) {
      has_base |= is_positive(share.base);
      has_end |= is_positive(share.end);
      is_given |= share.base.place.line > 0 || share.end.place.line > 0;
    }
    const std::string path = "segments." + segment.name + ".chemistry";
    for (const auto& [has, name] : {std::pair(has_base, "base"), std::pair(has_end, "end")})
      if (!has && is_given)
        report_.error(first_share(segment), "all `" + std::string(name) + "` shares of `" + path + "` may be 0",
                      "they are normalised to sum 1", "give one a positive share");
    if (!is_given)
      report_.missing(segment.place, path, "`" + path + "` is empty", "its shares are normalised to sum 1",
                      "give each chemistry `base` and `end`");
  }

  static Place first_share(const Segment& segment) {
    for (const ChemistryShare& share : segment.chemistry)
      for (const Number* number : {&share.base, &share.end})
        if (number->place.line > 0) return number->place;
    return segment.place;
  }

  void check_cumulative_production() {
    constexpr double kMargin = 1.1;  // the first step of learning divides by what was made before the base year
    double supply = 0;
    for (const Segment& segment : scenario_.segments) {
      supply += high(segment.production);
      for (const SegmentMarket& market : segment.markets)
        if (market.present) supply += local_supply(market);
    }
    const Number& production = scenario_.economy.cumulative_production;
    if (exceeds(kMargin * supply, low(production)))
      report_.error(production.place, "`economy.cumulative_production` may be too small",
                    "it is at least " + text(low(production)) + " GWh, and 1.1 x the base year's world supply up to " +
                        text(kMargin * supply) + " GWh",
                    "it counts all years through the base year");
  }

  const Scenario& scenario_;
  const Extremes extremes_;
  Report& report_;
};

}  // namespace

void cross_check(const Scenario& scenario, Report& report) {
  CrossChecks(scenario, report).run();
  check_accounts(scenario, report);
}

}  // namespace cellcast::config
