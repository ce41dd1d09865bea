#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

// deliveries = production home_demand / sum of home_demand, 0 where that sum is 0
void deliveries(Context& context, std::size_t s, std::size_t year) {
  const Model& model = context.model;
  for (std::size_t m = 0; m < model.sizes.markets; ++m) {
    if (model.segments[s].markets[m].absent) {
      fill(context.out(VariableId::deliveries, s, m, year), 0);
      continue;
    }
    map(
        context.out(VariableId::deliveries, s, m, year),
        [](double made, double wanted, double all) { return all > 0 ? made * wanted / all : 0.0; },
        context.out(VariableId::production, s, year), context.state.home_demand(s, m), context.state.home_demand_sum(s));
  }
}

void exports(Context& context, std::size_t s, std::size_t year) {
  const Model& model = context.model;
  sum(context.out(VariableId::exports, s, year), model.sizes.markets - 1,
      [&](std::size_t k) { return context.out(VariableId::deliveries, s, k < model.home ? k : k + 1, year); });
}

// local_supply = (1 - home_share) (demand - unserved); home-owned plants make phi[t] of it, phi going in a line from phi_0 to phi_T
void local_supply(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  const Values local = context.out(VariableId::local_supply, s, m, year);
  const Values owned = context.out(VariableId::overseas_home_supply, s, m, year);
  map(
      local, [](double share, double demand) { return (1 - share) * demand; }, context.out(VariableId::home_share, s, m, year),
      context.served(s, m, year));
  if (!context.needs(VariableId::overseas_home_supply)) return;
  if (m == context.model.home || context.model.segments[s].markets[m].absent) {
    fill(owned, 0);
    return;
  }
  const MarketRows& market = context.model.markets[m];
  const double passed = context.passed(year);
  map(
      owned, [passed](double first, double last, double amount) { return (first + (last - first) * passed) * amount; },
      context.in[market.overseas_home_share], context.in[market.overseas_home_share_end], local);
}

// X[t] = X[t-1] + world_supply[t];  X[0] = X_0, X[-1] = X_0 - world_supply[0]
void accumulate(Context& context, std::size_t year) {
  const ConstValues world = context.out(VariableId::world_supply, year);
  const Values cumulative = context.out(VariableId::cumulative_production, year);
  const Values before = context.state.cumulative_before();
  if (year == 0) {
    copy(cumulative, context.in[context.model.cumulative_production]);
    map(
        before, [](double x, double w) { return x - w; }, cumulative, world);
  } else {
    copy(before, context.out(VariableId::cumulative_production, year - 1));
    map(
        cumulative, [](double x, double w) { return x + w; }, before, world);
  }
}

}  // namespace

void supply(Context& context, std::size_t year) {
  const Sizes& sizes = context.model.sizes;
  for (std::size_t s = 0; s < sizes.segments; ++s) {
    if (context.needs(VariableId::deliveries)) deliveries(context, s, year);
    if (context.needs(VariableId::exports)) exports(context, s, year);
    for (std::size_t m = 0; m < sizes.markets; ++m) local_supply(context, s, m, year);
  }
  const std::size_t sources = 1 + sizes.markets;  // of a segment: home plants, and the local plants of each market
  sum(context.out(VariableId::world_supply, year), sizes.segments * sources, [&](std::size_t k) {
    const std::size_t s = k / sources, source = k % sources;
    return source == 0 ? context.out(VariableId::production, s, year) : context.out(VariableId::local_supply, s, source - 1, year);
  });
  accumulate(context, year);
}

}  // namespace cellcast::sim
