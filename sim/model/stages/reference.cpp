#include "sim/math/elementary.hpp"
#include "sim/model/accounts/accounts.hpp"
#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

// Product over the rates of (1 + rate), plus the market's premium: 1 + growth of a year.
void annual_growth(Values growth, Context& context, const SegmentRows& segment, Row premium) {
  fill(growth, 1);
  for (const Row rate : segment.rates)
    update(
        growth, [](double g, double r) { return g * (1 + r); }, context.in[rate]);
  add(growth, context.in[premium]);
}

void start(Context& context, std::size_t s, std::size_t m) {
  const SegmentRows& segment = context.model.segments[s];
  const Values growth = context.state.annual_growth(s, m);
  annual_growth(growth, context, segment, segment.markets[m].growth_premium);
  if (segment.growth == Growth::logistic) {
    // e^(-k), k = ln(1 + growth) / (1 - 1/S): the curve starts at 1 with the slope of 1 + growth a year and ends at S.
    update(
        growth, [](double g, double saturation) { return math::exp(-math::log(g) / (1 - 1 / saturation)); },
        context.in[segment.saturation]);
  }
  fill(context.state.trend(s, m), 1);
}

void driver_levels(Context& context, const SegmentRows& segment, std::size_t year) {
  for (const DriverRows& driver : segment.drivers) {
    const Values trend = context.state.driver_trend(driver.driver);
    if (year == 0) {
      fill(trend, 1);
    } else {
      update(
          trend, [](double level, double rate) { return level * (1 + rate); }, context.in[driver.rate]);
    }
    map(
        context.out(VariableId::driver_level, driver.driver, year), [](double base, double level) { return base * level; },
        context.in[driver.base], trend);
  }
}

}  // namespace

void reference_trend(Context& context, std::size_t year) {
  const Sizes& sizes = context.model.sizes;
  for (std::size_t s = 0; s < sizes.segments; ++s) {
    driver_levels(context, context.model.segments[s], year);
    for (std::size_t m = 0; m < sizes.markets; ++m) {
      if (context.model.segments[s].markets[m].absent) continue;
      if (context.model.segments[s].growth == Growth::submarkets) {
        submarket_levels(context, s, m, year);
      } else if (year == 0) {
        start(context, s, m);
      } else {
        update(
            context.state.trend(s, m), [](double level, double g) { return level * g; }, context.state.annual_growth(s, m));
      }
    }
  }
}

}  // namespace cellcast::sim
