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

// At full plants where imports are dearer: top where demand is at its least, else min(top, P (D / demand)^(1 / epsilon)), the price at which
// demand is that. Elsewhere price (home_share landed + (1 - home_share) local).
void full_price(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  State& state = context.state;
  const ConstValues free = state.free_demand(), demand = context.out(VariableId::demand, s, m, year);
  const Values rise = state.relative_price();
  map(
      rise, [](double d, double cleared) { return math::log(d / cleared); }, free, demand);
  update(
      rise, [](double ln, double elasticity) { return elasticity > 0 ? math::exp(ln / elasticity) : math::detail::kInfinity; },
      context.in[context.model.segments[s].price_elasticity]);
  map(
      context.out(VariableId::market_price, s, m, year),
      [](double price, double preferred, double home_share, double landed, double local, double factor, double d, double cleared,
         double least, double limit) {
        const double index = preferred * landed + (1 - preferred) * local, top = std::max(index, landed);
        const double at_full = cleared <= least ? top : std::min(top, index * factor);
        const bool is_dearer = is_full(preferred, d, limit) && landed > local;
        return price * (is_dearer ? at_full : home_share * landed + (1 - home_share) * local);
      },
      context.out(VariableId::price, s, year), state.preferred_share(s, m), context.out(VariableId::home_share, s, m, year),
      state.landed(s, m), state.local(m), rise, free, demand, state.least_demand(), state.room(s, m));
}

}  // namespace cellcast::sim
