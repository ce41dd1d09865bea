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
  if (!context.needs(VariableId::market_price)) return;
  const Values paid = context.out(VariableId::market_price, s, m, 0);
  if (segment.markets[m].absent) return fill(paid, 0);
  copy(paid, m == context.model.home ? context.in[segment.price] : ConstValues(state.base_price_index(s, m)));
}

// D_ref = D_0 trend e^x e^xm
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
  if (!context.model.markets[m].volatility) return;
  update(
      demand, [](double d, double x) { return d * math::exp(x); }, context.state.market_shock(s, m));
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

// price (share landed + (1 - share) local): what buyers pay where local plants have room
void market_price(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  const ConstValues price = context.out(VariableId::price, s, year);
  const Values paid = context.out(VariableId::market_price, s, m, year);
  if (m == context.model.home) return copy(paid, price);
  map(
      paid, [](double p, double share, double landed, double local) { return p * (share * landed + (1 - share) * local); }, price,
      context.out(VariableId::home_share, s, m, year), context.state.landed(s, m), context.state.local(m));
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
        if (context.needs(VariableId::market_price)) fill(context.out(VariableId::market_price, s, m, year), 0);
        continue;
      }
      reference_demand(amount, context, s, m, state.shock_factor());
      price_effect(amount, context, s, m, year);
      bool is_full = false;
      if (model.segments[s].markets[m].limited) {
        is_full = full_plants(context, s, m, year);
      } else {
        copy(context.out(VariableId::home_share, s, m, year), state.preferred_share(s, m));
      }
      if (!context.needs(VariableId::market_price)) continue;
      market_price(context, s, m, year);
      if (is_full) full_price(context, s, m, year);
    }
  }
}

}  // namespace cellcast::sim
