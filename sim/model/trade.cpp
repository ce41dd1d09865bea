#include "sim/math/elementary.hpp"
#include "sim/model/stages.hpp"

namespace cellcast::sim {
namespace {

// (1 - d)^t, with 0^0 = 1
void decline(Context& context, std::size_t m, std::size_t year) {
  double* power = context.state.premium_decline(m);
  if (year == 0) {
    fill(power, 1);
  } else {
    update(
        power, [](double p, double d) { return p * (1 - d); }, context.in[context.model.markets[m].local_premium_decline]);
  }
}

// landed = 1 + f + psi tau;  local = 1 + lambda (1 - d)^t: prices relative to the home price
void relative_prices(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  const MarketRows& market = context.model.markets[m];
  map(
      context.state.landed(s, m), [](double f, double psi, double tau) { return 1 + f + psi * tau; }, context.in[market.freight],
      context.in[market.tariff_pass_through], context.out(VariableId::tariff, s, m, year));
  map(
      context.state.local(s, m), [](double lambda, double power) { return 1 + lambda * power; }, context.in[market.local_premium],
      context.state.premium_decline(m));
}

// sigma / (sigma + (1 - sigma) R^eta), R = (landed / local) relative to the base year (Armington 1969)
void preferred_share(Context& context, std::size_t s, std::size_t m) {
  State& state = context.state;
  map(
      state.preferred_share(s, m),
      [](double share, double eta, double landed, double local, double base) {
        const double odds = math::exp(eta * math::log((landed / local) / base));
        const double preferred = share / (share + (1 - share) * odds);
        return share > 0 && share < 1 ? preferred : share;  // odds may overflow: 0 and 1 stay what they are
      },
      context.in[context.model.segments[s].markets[m].home_share], context.in[context.model.markets[m].substitution], state.landed(s, m),
      state.local(s, m), state.base_relative(s, m));
}

void base_year(Context& context, std::size_t s, std::size_t m) {
  State& state = context.state;
  map(
      state.base_relative(s, m), [](double landed, double local) { return landed / local; }, state.landed(s, m), state.local(s, m));
  copy(state.preferred_share(s, m), context.in[context.model.segments[s].markets[m].home_share]);
}

void at_home(Context& context, std::size_t s, std::size_t m) {
  fill(context.state.landed(s, m), 1);
  fill(context.state.local(s, m), 1);
  copy(context.state.preferred_share(s, m), context.in[context.model.segments[s].markets[m].home_share]);
}

}  // namespace

void trade(Context& context, std::size_t year) {
  const Model& model = context.model;
  for (std::size_t m = 0; m < model.sizes.markets; ++m) {
    if (m != model.home) decline(context, m, year);
    for (std::size_t s = 0; s < model.sizes.segments; ++s) {
      if (m == model.home) {
        at_home(context, s, m);
        continue;
      }
      relative_prices(context, s, m, year);
      if (year == 0) {
        base_year(context, s, m);
      } else {
        preferred_share(context, s, m);
      }
    }
  }
}

}  // namespace cellcast::sim
