#include <algorithm>

#include "sim/math/elementary.hpp"
#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

// room = L_0 (1 + l)^t: what local plants can make
void room(Context& context, std::size_t s, std::size_t m) {
  const SegmentMarketRows& market = context.model.segments[s].markets[m];
  const Values growth = context.state.local_growth(s, m);
  update(
      growth, [](double g, double rate) { return g * (1 + rate); }, context.in[market.local_capacity_growth]);
  map(
      context.state.room(s, m), [](double capacity, double g) { return capacity * g; }, context.in[market.local_capacity], growth);
}

constexpr auto is_full = [](double preferred, double demand, double room) { return (1 - preferred) * demand > room; };

bool is_full_in_a_trial(ConstValues preferred, ConstValues demand, ConstValues room) {
  std::size_t full = 0;
  for (std::size_t i = 0; i < kBlock; ++i) full += is_full(preferred.data[i], demand.data[i], room.data[i]) ? 1 : 0;
  return full > 0;
}

// least = D (top / P)^(-epsilon), top = max(P, price landed);  demand = max(least, min(D, room / (1 - preferred))) where plants are full
void clear(Context& context, std::size_t s, std::size_t m, Values demand) {
  State& state = context.state;
  const Values free = state.free_demand(), least = state.least_demand();
  copy(free, demand);
  const ConstValues preferred = state.preferred_share(s, m);
  const Values ln = state.relative_price();
  map(
      ln,
      [](double share, double landed, double local) {
        const double index = share * landed + (1 - share) * local;
        return landed > local ? std::max(1.0, landed / index) : 1.0;
      },
      preferred, state.landed(s, m), state.local(m));
  update(ln, [](double x) { return math::log(x); });
  map(
      least, [](double d, double elasticity, double top) { return d * math::exp(-elasticity * top); }, free,
      context.in[context.model.segments[s].price_elasticity], ln);
  map(
      demand,
      [](double d, double floor, double share, double limit) {
        return is_full(share, d, limit) ? std::max(floor, std::min(d, limit / (1 - share))) : d;
      },
      free, least, preferred, state.room(s, m));
}

}  // namespace

bool full_plants(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  State& state = context.state;
  room(context, s, m);
  const Values demand = context.out(VariableId::demand, s, m, year);
  const ConstValues preferred = state.preferred_share(s, m), limit = state.room(s, m);
  const bool is_binding = is_full_in_a_trial(preferred, demand, limit);
  if (is_binding) clear(context, s, m, demand);
  // home_share = max(preferred share, 1 - room / demand): what local plants cannot make stays with home producers
  map(
      context.out(VariableId::home_share, s, m, year),
      [](double p, double most, double d) { return d > 0 ? std::max(p, 1 - most / d) : p; }, preferred, limit, demand);
  return is_binding;
}

// top where demand is at its least, else min(top, P (D / demand)^(1 / epsilon)): the price at which demand is that; at full plants where
// imports are dearer, else as where plants have room
void full_price(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  State& state = context.state;
  const ConstValues free = state.free_demand(), demand = context.out(VariableId::demand, s, m, year);
  const ConstValues preferred = state.preferred_share(s, m), home_share = context.out(VariableId::home_share, s, m, year);
  const ConstValues landed = state.landed(s, m), local = state.local(m), price = context.out(VariableId::price, s, year);
  const Values paid = context.out(VariableId::market_price, s, m, year), rise = state.relative_price();
  map(
      rise,
      [](double d, double cleared, double elasticity) {
        const double exponent = math::log(d / cleared) / elasticity;
        return elasticity > 0 ? math::exp(exponent) : math::detail::kInfinity;
      },
      free, demand, context.in[context.model.segments[s].price_elasticity]);
  map(
      paid,
      [](double p, double share, double here, double there, double factor) {
        const double index = share * here + (1 - share) * there;
        return p * std::min(std::max(index, here), index * factor);
      },
      price, preferred, landed, local, rise);
  update(
      paid,
      [](double at_full, double p, double share, double here, double there, double cleared, double least) {
        const double top = p * std::max(share * here + (1 - share) * there, here);
        return cleared <= least ? top : at_full;
      },
      price, preferred, landed, local, demand, state.least_demand());
  update(
      paid,
      [](double at_full, double p, double share, double here, double there, double first, double d, double limit) {
        const bool is_dearer = is_full(first, d, limit) && here > there;
        return is_dearer ? at_full : p * (share * here + (1 - share) * there);
      },
      price, home_share, landed, local, preferred, free, state.room(s, m));
}

}  // namespace cellcast::sim
