#include <algorithm>

#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

// home = min(wanted, (sum of d_q min(limit_q / calibration, wanted) + free wanted) / d), wanted = home_share demand
void let_in(Values home, Context& context, std::size_t s, std::size_t m, std::size_t year, ConstValues wanted) {
  const double days = context.model.days[year];
  double free = days;
  fill(home, 0);
  for (const QuotaRows& quota : context.model.segments[s].markets[m].quotas) {
    const double in_force = quota.days[year];
    if (in_force == 0) continue;
    free -= in_force;
    update(
        home,
        [in_force](double sum, double limit, double calibration, double want) {
          return sum + in_force * std::min(limit / calibration, want);
        },
        context.in[quota.limit], context.state.calibration(s), wanted);
  }
  update(
      home, [free, days](double sum, double want) { return std::min(want, (sum + free * want) / days); }, wanted);
}

// taken = min(wanted - home, max(0, room - (1 - home_share) demand));  unserved = wanted - home - taken
void take_up(Values unserved, Context& context, std::size_t s, std::size_t m, std::size_t year, ConstValues wanted) {
  State& state = context.state;
  if (!context.model.segments[s].markets[m].limited) return fill(unserved, 0);  // local plants take all that is barred
  map(
      unserved,
      [](double want, double home, double share, double demand, double room) {
        const double barred = want - home;
        return barred - std::min(barred, std::max(0.0, room - (1 - share) * demand));
      },
      wanted, state.home_demand(s, m), context.out(VariableId::home_share, s, m, year), context.out(VariableId::demand, s, m, year),
      state.room(s, m));
}

// home_share = home / (demand - unserved), at most 1, 0 where that is 0
void ration(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  State& state = context.state;
  const Values home = state.home_demand(s, m), wanted = state.wanted(), served = state.served(s, m);
  const ConstValues demand = context.out(VariableId::demand, s, m, year);
  map(
      wanted, [](double share, double d) { return share * d; }, context.out(VariableId::home_share, s, m, year), demand);
  let_in(home, context, s, m, year, wanted);
  const Values unserved = context.out(VariableId::unserved, s, m, year);
  take_up(unserved, context, s, m, year, wanted);
  map(
      served, [](double d, double left) { return d - left; }, demand, unserved);
  map(
      context.out(VariableId::home_share, s, m, year),
      [](double let, double all) { return all > 0 ? std::min(1.0, let / all) : 0.0; }, home, served);
}

}  // namespace

void quotas(Context& context, std::size_t year) {
  const Model& model = context.model;
  if (!model.sizes.has(Table::quotas)) return;
  for (std::size_t s = 0; s < model.sizes.segments; ++s) {
    for (std::size_t m = 0; m < model.sizes.markets; ++m) {
      if (model.segments[s].markets[m].rationed[year]) {
        ration(context, s, m, year);
      } else {
        fill(context.out(VariableId::unserved, s, m, year), 0);
      }
    }
  }
}

}  // namespace cellcast::sim
