#include <cmath>

#include "sim/math/elementary.hpp"
#include "sim/model/stages/stages.hpp"

namespace cellcast::sim {
namespace {

// x[s,t] = rho x[s,t-1] + sigma (sqrt(r) common[t] + sqrt(1 - r) segment[s,t])
void demand_shocks(Context& context, std::size_t year) {
  const Model& model = context.model;
  const ConstValues r = context.in[model.shock_correlation];
  for (std::size_t s = 0; s < model.sizes.segments; ++s) {
    const SegmentRows& segment = model.segments[s];
    update(
        context.state.demand_shock(s),
        [](double x, double rho, double sigma, double correlation, double common, double own) {
          return rho * x + sigma * (std::sqrt(correlation) * common + std::sqrt(1 - correlation) * own);
        },
        context.in[segment.persistence], context.in[segment.volatility], r, context.in[model.common_shocks[year - 1]],
        context.in[segment.shocks[year - 1]]);
  }
}

// xm[s,m,t] = rho xm[s,m,t-1] + sigma_m market[m,t]
void market_shocks(Context& context, std::size_t year) {
  const Model& model = context.model;
  for (std::size_t m = 0; m < model.sizes.markets; ++m) {
    const MarketRows& market = model.markets[m];
    if (!market.volatility) continue;
    for (std::size_t s = 0; s < model.sizes.segments; ++s) {
      update(
          context.state.market_shock(s, m), [](double x, double rho, double sigma, double shock) { return rho * x + sigma * shock; },
          context.in[model.segments[s].persistence], context.in[*market.volatility], context.in[market.shocks[year - 1]]);
    }
  }
}

// ln M[t] = rho ln M[t-1] + d + sigma material[t] + news[t]
void material_price(Context& context, std::size_t year) {
  const Model& model = context.model;
  const Values log_price = context.state.log_material_price();
  update(
      log_price, [](double m, double rho, double d, double sigma, double shock) { return rho * m + d + sigma * shock; },
      context.in[model.persistence], context.in[model.drift], context.in[model.volatility], context.in[model.material_shocks[year - 1]]);
  if (!model.news.empty()) add(log_price, context.in[model.news[year - 1]]);
  map(
      context.out(VariableId::material_price_index, year), [](double m) { return math::exp(m); }, log_price);
}

}  // namespace

void shocks(Context& context, std::size_t year) {
  if (year > 0) {
    demand_shocks(context, year);
    market_shocks(context, year);
    material_price(context, year);
    return;
  }
  const Sizes& sizes = context.model.sizes;
  for (std::size_t s = 0; s < sizes.segments; ++s) {
    fill(context.state.demand_shock(s), 0);
    for (std::size_t m = 0; m < sizes.markets; ++m) fill(context.state.market_shock(s, m), 0);
  }
  fill(context.state.log_material_price(), 0);
  fill(context.out(VariableId::material_price_index, 0), 1);
}

}  // namespace cellcast::sim
