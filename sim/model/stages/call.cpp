#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {

// call = calibration x sum over markets of home_share x demand;  calibration = Q_0 / (that sum in the base year)
void call(Context& context, std::size_t year) {
  const Sizes& sizes = context.model.sizes;
  State& state = context.state;
  for (std::size_t s = 0; s < sizes.segments; ++s) {
    const Values home_demand = state.home_demand_sum(s);
    for (std::size_t m = 0; m < sizes.markets; ++m) {
      if (context.model.segments[s].markets[m].rationed[year]) continue;  // what quotas let in is there already
      map(
          state.home_demand(s, m), [](double share, double amount) { return share * amount; },
          context.out(VariableId::home_share, s, m, year), context.out(VariableId::demand, s, m, year));
    }
    sum(home_demand, sizes.markets, [&](std::size_t m) { return state.home_demand(s, m); });
    const Values result = context.out(VariableId::call, s, year);
    if (year == 0) {
      const ConstValues production = context.in[context.model.segments[s].production];
      map(
          state.calibration(s), [](double q, double total) { return q / total; }, production, home_demand);
      copy(result, production);
    } else {
      map(
          result, [](double factor, double total) { return factor * total; }, state.calibration(s), home_demand);
    }
  }
}

}  // namespace cellcast::sim
