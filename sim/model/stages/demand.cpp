#include <algorithm>

#include "sim/math/elementary.hpp"
#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

void demand_of_base_year(Context& context, std::size_t s, std::size_t m) {
  const SegmentRows& segment = context.model.segments[s];
  State& state = context.state;
  // P[0] = p0 (sigma landed[0] + (1 - sigma) local[0])
  map(
      state.base_price_index(s, m),
      [](double price, double share, double landed, double local) { return price * (share * landed + (1 - share) * local); },
      context.in[segment.price], context.in[segment.markets[m].home_share], state.landed(s, m), state.local(m));
  fill(state.local_growth(s, m), 1);
  copy(context.out(VariableId::demand, s, m, 0), context.in[segment.markets[m].demand]);
  copy(context.out(VariableId::home_share, s, m, 0), context.in[segment.markets[m].home_share]);
}

// D_ref = D_0 trend e^x
void reference_demand(Values demand, Context& context, std::size_t s, std::size_t m, ConstValues shock_factor) {
  const SegmentRows& segment = context.model.segments[s];
  const ConstValues base = context.in[segment.markets[m].demand];
  const ConstValues trend = context.state.trend(s, m);
  if (segment.growth == Growth::logistic) {
    map(
        demand,
        [](double d, double decay, double saturation, double shock) { return d * (saturation / (1 + (saturation - 1) * decay)) * shock; },
        base, trend, context.in[segment.saturation], shock_factor);
  } else {
    map(
        demand, [](double d, double level, double shock) { return d * level * shock; }, base, trend, shock_factor);
  }
}

// demand = D_ref (P / (P[0] (1 + pi)^t))^(-epsilon), P = price (share landed + (1 - share) local)
void price_effect(Values demand, Context& context, std::size_t s, std::size_t m, std::size_t year) {
  State& state = context.state;
  const Values relative = state.relative_price();
  map(
      relative,
      [](double price, double share, double landed, double local, double base, double expected) {
        const double index = price * (share * landed + (1 - share) * local);
        return index / (base * expected);
      },
      context.out(VariableId::price, s, year), state.preferred_share(s, m), state.landed(s, m), state.local(m),
      state.base_price_index(s, m), state.expected_price(s));
  update(relative, [](double x) { return math::log(x); });
  update(
      demand, [](double d, double ln, double elasticity) { return d * math::exp(-elasticity * ln); }, relative,
      context.in[context.model.segments[s].price_elasticity]);
}

// home_share = max(preferred share, 1 - L_0 (1 + l)^t / demand): what local plants cannot make stays with home producers
void home_share(Values share, Context& context, std::size_t s, std::size_t m, ConstValues demand) {
  const SegmentMarketRows& market = context.model.segments[s].markets[m];
  const ConstValues preferred = context.state.preferred_share(s, m);
  if (!market.limited) {
    copy(share, preferred);
    return;
  }
  const Values growth = context.state.local_growth(s, m);
  update(
      growth, [](double g, double rate) { return g * (1 + rate); }, context.in[market.local_capacity_growth]);
  map(
      share, [](double p, double capacity, double g, double d) { return d > 0 ? std::max(p, 1 - capacity * g / d) : p; }, preferred,
      context.in[market.local_capacity], growth, demand);
}

}  // namespace

void demand(Context& context, std::size_t year) {
  const Model& model = context.model;
  State& state = context.state;
  for (std::size_t s = 0; s < model.sizes.segments; ++s) {
    if (year == 0) {
      fill(state.expected_price(s), 1);
      for (std::size_t m = 0; m < model.sizes.markets; ++m) demand_of_base_year(context, s, m);
      continue;
    }
    update(
        state.expected_price(s), [](double p, double change) { return p * (1 + change); },
        context.in[model.segments[s].expected_price_change]);
    map(
        state.shock_factor(), [](double x) { return math::exp(x); }, state.demand_shock(s));
    for (std::size_t m = 0; m < model.sizes.markets; ++m) {
      const Values amount = context.out(VariableId::demand, s, m, year);
      if (model.segments[s].markets[m].absent) {
        fill(amount, 0);
        fill(context.out(VariableId::home_share, s, m, year), 1);
        continue;
      }
      reference_demand(amount, context, s, m, state.shock_factor());
      price_effect(amount, context, s, m, year);
      home_share(context.out(VariableId::home_share, s, m, year), context, s, m, amount);
    }
  }
}

}  // namespace cellcast::sim
