#include "sim/math/elementary.hpp"
#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

// local = 1 + lambda (1 - d)^t, with 0^0 = 1: price of local plants relative to the home price
void local_price(Context& context, std::size_t m, std::size_t year) {
  const MarketRows& market = context.model.markets[m];
  const Values power = context.state.premium_decline(m);
  if (year == 0) {
    fill(power, 1);
  } else {
    update(
        power, [](double p, double d) { return p * (1 - d); }, context.in[market.local_premium_decline]);
  }
  map(
      context.state.local(m), [](double lambda, double p) { return 1 + lambda * p; }, context.in[market.local_premium], power);
}

// landed = 1 + f + psi tau: price of imports from home relative to the home price
void landed_price(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  const MarketRows& market = context.model.markets[m];
  map(
      context.state.landed(s, m), [](double f, double psi, double tau) { return 1 + f + psi * tau; }, context.in[market.freight],
      context.in[market.tariff_pass_through], context.out(VariableId::tariff, s, m, year));
}

// sigma / (sigma + (1 - sigma) e^(eta ln R - kappa t)), R = (landed / local) relative to the base year (Armington 1969)
void preferred_share(Context& context, std::size_t s, std::size_t m, std::size_t year) {
  State& state = context.state;
  const SegmentMarketRows& market = context.model.segments[s].markets[m];
  const Values relative = state.relative_price();
  map(
      relative, [](double landed, double local, double base) { return (landed / local) / base; }, state.landed(s, m), state.local(m),
      state.base_relative(s, m));
  update(relative, [](double x) { return math::log(x); });
  const auto share_at = [](double share, double log_odds) {
    const double preferred = share / (share + (1 - share) * math::exp(log_odds));
    return share > 0 && share < 1 ? preferred : share;  // e^ may overflow: 0 and 1 stay what they are
  };
  const ConstValues eta = context.in[context.model.markets[m].substitution];
  if (!market.home_share_drift) {
    map(
        state.preferred_share(s, m), [share_at](double share, double e, double ln) { return share_at(share, e * ln); },
        context.in[market.home_share], eta, relative);
    return;
  }
  const double t = static_cast<double>(year);
  map(
      state.preferred_share(s, m),
      [share_at, t](double share, double e, double ln, double kappa) { return share_at(share, e * ln - kappa * t); },
      context.in[market.home_share], eta, relative, context.in[*market.home_share_drift]);
}

void trade_of_base_year(Context& context, std::size_t s, std::size_t m) {
  State& state = context.state;
  map(
      state.base_relative(s, m), [](double landed, double local) { return landed / local; }, state.landed(s, m), state.local(m));
  copy(state.preferred_share(s, m), context.in[context.model.segments[s].markets[m].home_share]);
}

// At home prices are the home price and shares do not change: set once.
void at_home(Context& context) {
  const std::size_t home = context.model.home;
  fill(context.state.local(home), 1);
  for (std::size_t s = 0; s < context.model.sizes.segments; ++s) {
    fill(context.state.landed(s, home), 1);
    copy(context.state.preferred_share(s, home), context.in[context.model.segments[s].markets[home].home_share]);
  }
}

}  // namespace

void trade(Context& context, std::size_t year) {
  const Model& model = context.model;
  if (year == 0) at_home(context);
  for (std::size_t m = 0; m < model.sizes.markets; ++m) {
    if (m == model.home) continue;
    local_price(context, m, year);
    for (std::size_t s = 0; s < model.sizes.segments; ++s) {
      if (model.segments[s].markets[m].absent) continue;
      landed_price(context, s, m, year);
      if (year == 0) {
        trade_of_base_year(context, s, m);
      } else {
        preferred_share(context, s, m, year);
      }
    }
  }
}

}  // namespace cellcast::sim
