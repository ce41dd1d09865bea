#include "bench/peers/scalar_model.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

// The equations as one would type them from docs/model.md, whose symbols the comments use: a loop over years, segments and markets, doubles
// and the C library. No array of trials; powers of years are running products.

namespace cellcast::bench {
namespace {

using V = sim::VariableId;
constexpr std::size_t kMost = 16;  // segments, markets, chemistries

struct Trial {
  Trial(const sim::Model& m, const sim::Layout& l, const double* i, double* o) : model(m), layout(l), in(i), out(o) {}

  double& at(V v, std::size_t t) { return out[layout.offset(v) + t]; }
  double& at(V v, std::size_t i, std::size_t t) { return out[layout.offset(v) + i * model.sizes.years + t]; }
  double& at(V v, std::size_t s, std::size_t m, std::size_t t) {
    return out[layout.offset(v) + (s * model.sizes.markets + m) * model.sizes.years + t];
  }

  const sim::Model& model;
  const sim::Layout& layout;
  const double* in;
  double* out;

  using BySegment = double[kMost];
  using ByPair = double[kMost][kMost];
  BySegment shock = {};  // x
  double log_material = 0;
  BySegment learned, experience, calibration;  // l, -b
  ByPair growth, trend;                        // a year's, and since the base year; logistic: e^-k, e^(-k t)
  BySegment expected;                          // (1 + pi)^t
  ByPair local_growth;                         // (1 + l)^t
  double premium[kMost], local[kMost];         // [market], lambda (1 - d)^t; local price relative to the home price
  ByPair landed, base_relative;                // likewise; landed[0] / local[0]
  ByPair preferred, base_price;                // share; mean price in the base year
  ByPair chemistry_base, chemistry_end;        // [segment][chemistry], shares
};

void shocks(Trial& trial, std::size_t t) {
  const double* in = trial.in;
  const sim::Model& model = trial.model;
  if (t > 0) {
    const double r = in[model.shock_correlation], common = in[model.common_shocks[t - 1]];
    for (std::size_t s = 0; s < model.sizes.segments; ++s) {
      const sim::SegmentRows& segment = model.segments[s];
      trial.shock[s] = in[segment.persistence] * trial.shock[s] +
                       in[segment.volatility] * (std::sqrt(r) * common + std::sqrt(1 - r) * in[segment.shocks[t - 1]]);
    }
    trial.log_material =
        in[model.persistence] * trial.log_material + in[model.drift] + in[model.volatility] * in[model.material_shocks[t - 1]];
  }
  trial.at(V::material_price_index, t) = std::exp(trial.log_material);
}

void cost_and_price(Trial& trial, std::size_t s, std::size_t t) {
  const double* in = trial.in;
  const sim::SegmentRows& segment = trial.model.segments[s];
  const double margin = in[segment.gross_margin];
  if (t == 0) {
    trial.at(V::price, s, 0) = in[segment.price];
    trial.at(V::cost, s, 0) = trial.learned[s] = in[segment.price] * (1 - margin);
    trial.experience[s] = std::log2(1 - in[segment.learning_rate]);
    trial.expected[s] = 1;
    return;
  }
  const double last = trial.at(V::cumulative_production, t - 1);
  const double before = t == 1 ? last - trial.at(V::world_supply, 0) : trial.at(V::cumulative_production, t - 2);
  trial.learned[s] *= std::pow(last / before, trial.experience[s]);
  trial.expected[s] *= 1 + in[segment.expected_price_change];
  const double w = in[segment.material_share];
  const double cost = trial.learned[s] * ((1 - w) + w * trial.at(V::material_price_index, t));
  const double markup = margin / (1 - margin) + in[segment.markup_response] * (trial.at(V::pressure, s, t - 1) - in[segment.utilization]);
  trial.at(V::cost, s, t) = cost;
  trial.at(V::price, s, t) = cost * (1 + std::max(in[segment.markup_floor], markup));
}

void tariffs(Trial& trial, std::size_t t) {
  const sim::Sizes& n = trial.model.sizes;
  for (std::size_t s = 0; s < n.segments; ++s)
    for (std::size_t m = 0; m < n.markets; ++m) trial.at(V::tariff, s, m, t) = 0;
  for (const sim::TariffRows& tariff : trial.model.tariffs)
    for (const std::size_t s : tariff.segments) trial.at(V::tariff, s, tariff.market, t) += trial.in[tariff.rate] * tariff.in_force[t];
}

void local_prices(Trial& trial, std::size_t t) {
  for (std::size_t m = 0; m < trial.model.sizes.markets; ++m) {
    const sim::MarketRows& market = trial.model.markets[m];
    trial.premium[m] = t == 0 ? trial.in[market.local_premium] : trial.premium[m] * (1 - trial.in[market.local_premium_decline]);
    trial.local[m] = m == trial.model.home ? 1 : 1 + trial.premium[m];
  }
}

void trade(Trial& trial, std::size_t s, std::size_t m, std::size_t t) {
  const double* in = trial.in;
  const sim::MarketRows& market = trial.model.markets[m];
  const double share = in[trial.model.segments[s].markets[m].home_share];
  const bool home = m == trial.model.home;
  trial.landed[s][m] = home ? 1 : 1 + in[market.freight] + in[market.tariff_pass_through] * trial.at(V::tariff, s, m, t);
  const double relative = trial.landed[s][m] / trial.local[m];
  if (t == 0) trial.base_relative[s][m] = relative;
  trial.preferred[s][m] = share;
  if (home || t == 0 || share == 0 || share == 1) return;
  trial.preferred[s][m] = share / (share + (1 - share) * std::pow(relative / trial.base_relative[s][m], in[market.substitution]));
}

// 1 + growth of a year, or e^-k of a logistic curve
double growth(const Trial& trial, std::size_t s, std::size_t m) {
  const sim::SegmentRows& segment = trial.model.segments[s];
  double factor = 1;
  for (const sim::Row rate : segment.rates) factor *= 1 + trial.in[rate];
  factor += trial.in[segment.markets[m].growth_premium];
  return segment.growth == sim::Growth::compound ? factor : std::exp(-std::log(factor) / (1 - 1 / trial.in[segment.saturation]));
}

double trend(Trial& trial, std::size_t s, std::size_t m) {
  const sim::SegmentRows& segment = trial.model.segments[s];
  trial.trend[s][m] *= trial.growth[s][m];
  if (segment.growth == sim::Growth::compound) return trial.trend[s][m];
  const double saturation = trial.in[segment.saturation];
  return saturation / (1 + (saturation - 1) * trial.trend[s][m]);
}

// Where plants in the market cannot make what falls to them, their price rises until demand is what they can serve, at most to an import's.
void local_plants(Trial& trial, std::size_t s, std::size_t m, std::size_t t, double mean_price) {
  const double* in = trial.in;
  const sim::SegmentMarketRows& market = trial.model.segments[s].markets[m];
  const double share = trial.preferred[s][m], free = trial.at(V::demand, s, m, t), elasticity = in[trial.model.segments[s].price_elasticity];
  const double landed = trial.at(V::price, s, t) * trial.landed[s][m], local = trial.at(V::price, s, t) * trial.local[m];
  trial.local_growth[s][m] *= 1 + in[market.local_capacity_growth];
  const double room = in[market.local_capacity] * trial.local_growth[s][m];
  const bool is_full = (1 - share) * free > room;
  const double top = std::max(mean_price, landed), least = landed > local ? free * std::pow(top / mean_price, -elasticity) : free;
  const double wanted = is_full ? std::max(least, std::min(free, room / (1 - share))) : free;
  const double home_share = wanted > 0 ? std::max(share, 1 - room / wanted) : share;
  double paid = home_share * landed + (1 - home_share) * local;
  if (is_full && landed > local) paid = wanted <= least ? top : std::min(top, mean_price * std::pow(free / wanted, 1 / elasticity));
  trial.at(V::demand, s, m, t) = wanted;
  trial.at(V::home_share, s, m, t) = home_share;
  trial.at(V::market_price, s, m, t) = paid;
}

void demand(Trial& trial, std::size_t s, std::size_t m, std::size_t t) {
  const double* in = trial.in;
  const sim::SegmentRows& segment = trial.model.segments[s];
  const sim::SegmentMarketRows& market = segment.markets[m];
  const double share = trial.preferred[s][m];
  const double mean_price = trial.at(V::price, s, t) * (share * trial.landed[s][m] + (1 - share) * trial.local[m]);
  if (t == 0) {
    trial.base_price[s][m] = mean_price;
    trial.growth[s][m] = growth(trial, s, m);
    trial.trend[s][m] = trial.local_growth[s][m] = 1;
    trial.at(V::demand, s, m, 0) = in[market.demand];
    trial.at(V::home_share, s, m, 0) = share;
    trial.at(V::market_price, s, m, 0) = market.absent ? 0 : mean_price;
    return;
  }
  const double wanted = in[market.demand] * trend(trial, s, m) * std::exp(trial.shock[s]) *
                        std::pow(mean_price / (trial.base_price[s][m] * trial.expected[s]), -in[segment.price_elasticity]);
  trial.at(V::demand, s, m, t) = wanted;
  trial.at(V::home_share, s, m, t) = share;
  trial.at(V::market_price, s, m, t) = market.absent ? 0 : mean_price;
  if (market.limited) local_plants(trial, s, m, t, mean_price);
}

void call(Trial& trial, std::size_t s, std::size_t t) {
  double called = 0;
  for (std::size_t m = 0; m < trial.model.sizes.markets; ++m) called += trial.at(V::home_share, s, m, t) * trial.at(V::demand, s, m, t);
  if (t == 0) trial.calibration[s] = trial.in[trial.model.segments[s].production] / called;
  trial.at(V::call, s, t) = t == 0 ? trial.in[trial.model.segments[s].production] : trial.calibration[s] * called;
}

void capacity(Trial& trial, std::size_t s, std::size_t t) {
  const double* in = trial.in;
  const sim::SegmentRows& segment = trial.model.segments[s];
  if (t == 0) {
    trial.at(V::capacity, s, 0) = in[segment.production] / in[segment.utilization];
    trial.at(V::retired, s, 0) = trial.at(V::added, s, 0) = 0;
    return;
  }
  const double last = trial.at(V::capacity, s, t - 1);
  const double idle = std::max(0.0, in[segment.exit_utilization] - trial.at(V::pressure, s, t - 1));
  const double retired = last * std::clamp(in[segment.retirement] + in[segment.exit_response] * idle, 0.0, 0.9);
  const std::size_t decided = t > segment.lead_time ? t - segment.lead_time : 0;
  const double pull = std::max(0.0, trial.at(V::pressure, s, decided) - in[segment.invest_utilization]);
  const double added = in[segment.realization] * in[segment.announced[t - 1]] * trial.at(V::capacity, s, 0) +
                       in[segment.invest_response] * pull * trial.at(V::capacity, s, decided);
  trial.at(V::retired, s, t) = retired;
  trial.at(V::added, s, t) = added;
  trial.at(V::capacity, s, t) = last - retired + added;
}

void production(Trial& trial, std::size_t s, std::size_t t) {
  const double* in = trial.in;
  const sim::SegmentRows& segment = trial.model.segments[s];
  const double capacity = trial.at(V::capacity, s, t), called = trial.at(V::call, s, t);
  const double effective = in[segment.max_utilization] * capacity;
  const double made = t == 0 ? called : std::min(called, effective);
  trial.at(V::production, s, t) = made;
  trial.at(V::utilization, s, t) = t == 0 ? in[segment.utilization] : made / capacity;
  trial.at(V::pressure, s, t) = t == 0 ? in[segment.utilization] : called / capacity;
  trial.at(V::balance, s, t) = effective - called;
  trial.at(V::unmet, s, t) = called - made;
}

void supply(Trial& trial, std::size_t t) {
  const sim::Sizes& n = trial.model.sizes;
  double world = 0;
  for (std::size_t s = 0; s < n.segments; ++s) {
    double called = 0, exports = 0;
    for (std::size_t m = 0; m < n.markets; ++m) called += trial.at(V::home_share, s, m, t) * trial.at(V::demand, s, m, t);
    const double made = trial.at(V::production, s, t);
    world += made;
    for (std::size_t m = 0; m < n.markets; ++m) {
      const double wanted = trial.at(V::demand, s, m, t), share = trial.at(V::home_share, s, m, t);
      const double first = trial.in[trial.model.markets[m].overseas_home_share],
                   last = trial.in[trial.model.markets[m].overseas_home_share_end];
      const double owned = m == trial.model.home ? 0 : first + (last - first) * static_cast<double>(t) / static_cast<double>(n.years - 1);
      const double local = (1 - share) * wanted;
      trial.at(V::deliveries, s, m, t) = called == 0 ? 0 : made * share * wanted / called;
      trial.at(V::local_supply, s, m, t) = local;
      trial.at(V::overseas_home_supply, s, m, t) = owned * local;
      if (m != trial.model.home) exports += trial.at(V::deliveries, s, m, t);
      world += local;
    }
    trial.at(V::exports, s, t) = exports;
  }
  trial.at(V::world_supply, t) = world;
  trial.at(V::cumulative_production, t) =
      t == 0 ? trial.in[trial.model.cumulative_production] : trial.at(V::cumulative_production, t - 1) + world;
}

void money(Trial& trial, std::size_t s, std::size_t t) {
  double revenue = 0, abroad = 0, duty = 0;
  const double price = trial.at(V::price, s, t), cost = trial.at(V::cost, s, t);
  for (std::size_t m = 0; m < trial.model.sizes.markets; ++m) {
    const double tariff = trial.at(V::tariff, s, m, t);
    const bool home = m == trial.model.home;
    const double net = home ? price : price * (1 + trial.in[trial.model.markets[m].tariff_pass_through] * tariff) / (1 + tariff);
    const double value = trial.at(V::deliveries, s, m, t) * net;
    revenue += value;
    abroad += home ? 0 : value;
    duty += home ? 0 : value * tariff;
  }
  trial.at(V::revenue, s, t) = revenue;
  trial.at(V::export_value, s, t) = abroad;
  trial.at(V::duty, s, t) = duty;
  trial.at(V::gross_margin, s, t) = revenue == 0 ? 1 - cost / price : 1 - trial.at(V::production, s, t) * cost / revenue;
}

void chemistry_shares(Trial& trial) {
  const auto normalise = [&](const std::vector<sim::Row>& rows, double* shares) {
    double sum = 0;
    for (const sim::Row row : rows) sum += trial.in[row];
    for (std::size_t c = 0; c < rows.size(); ++c) shares[c] = trial.in[rows[c]] / sum;
  };
  for (std::size_t s = 0; s < trial.model.sizes.segments; ++s) {
    normalise(trial.model.segments[s].chemistry_base, trial.chemistry_base[s]);
    normalise(trial.model.segments[s].chemistry_end, trial.chemistry_end[s]);
  }
}

void chemistry(Trial& trial, std::size_t t) {
  const double* in = trial.in;
  const sim::Sizes& n = trial.model.sizes;
  for (std::size_t c = 0; c < n.chemistries; ++c) trial.at(V::chemistry_production, c, t) = 0;
  for (std::size_t s = 0; s < n.segments; ++s) {
    for (std::size_t c = 0; c < n.chemistries; ++c) {
      const double first = trial.chemistry_base[s][c], last = trial.chemistry_end[s][c];
      trial.at(V::chemistry_production, c, t) +=
          trial.at(V::production, s, t) * (first + (last - first) * static_cast<double>(t) / static_cast<double>(n.years - 1));
    }
  }
  for (std::size_t j = 0; j < n.materials; ++j) {
    double needed = 0;
    for (const sim::IntensityRow& use : trial.model.intensity[j])
      needed += trial.at(V::chemistry_production, use.chemistry, t) * in[use.row];
    trial.at(V::material_demand, j, t) = needed;
  }
}

void drivers(Trial& trial, std::size_t t) {
  for (const sim::SegmentRows& segment : trial.model.segments)
    for (const sim::DriverRows& driver : segment.drivers)
      trial.at(V::driver_level, driver.driver, t) =
          t == 0 ? trial.in[driver.base] : trial.at(V::driver_level, driver.driver, t - 1) * (1 + trial.in[driver.rate]);
}

void totals(Trial& trial, std::size_t t) {
  const sim::Sizes& n = trial.model.sizes;
  const auto sum = [&](V total, V part) {
    double all = 0;
    for (std::size_t s = 0; s < n.segments; ++s) all += trial.at(part, s, t);
    return trial.at(total, t) = all;
  };
  sum(V::total_call, V::call);
  const double made = sum(V::total_production, V::production);
  const double capacity = sum(V::total_capacity, V::capacity);
  sum(V::total_balance, V::balance);
  sum(V::total_unmet, V::unmet);
  const double revenue = sum(V::total_revenue, V::revenue);
  sum(V::total_export_value, V::export_value);
  sum(V::total_duty, V::duty);
  sum(V::total_exports, V::exports);
  double demand = 0, owned = made, cost = 0;
  for (std::size_t s = 0; s < n.segments; ++s) {
    cost += trial.at(V::production, s, t) * trial.at(V::cost, s, t);
    for (std::size_t m = 0; m < n.markets; ++m) {
      demand += trial.at(V::demand, s, m, t);
      owned += trial.at(V::overseas_home_supply, s, m, t);
    }
  }
  const double world = trial.at(V::world_supply, t);
  trial.at(V::total_demand, t) = demand;
  trial.at(V::total_utilization, t) = made / capacity;
  trial.at(V::total_gross_margin, t) = revenue == 0 ? 0 : 1 - cost / revenue;
  trial.at(V::home_share_of_supply, t) = world == 0 ? 0 : made / world;
  trial.at(V::home_owned_share_of_supply, t) = world == 0 ? 0 : owned / world;
}

}  // namespace

void simulate_one(const sim::Model& model, const sim::Layout& layout, const double* in, double* out) {
  Trial trial(model, layout, in, out);
  const sim::Sizes& n = model.sizes;
  for (std::size_t t = 0; t < n.years; ++t) {
    shocks(trial, t);
    tariffs(trial, t);
    local_prices(trial, t);
    if (t == 0) chemistry_shares(trial);
    for (std::size_t s = 0; s < n.segments; ++s) {
      cost_and_price(trial, s, t);
      for (std::size_t m = 0; m < n.markets; ++m) {
        trade(trial, s, m, t);
        demand(trial, s, m, t);
      }
      call(trial, s, t);
      capacity(trial, s, t);
      production(trial, s, t);
    }
    supply(trial, t);
    for (std::size_t s = 0; s < n.segments; ++s) money(trial, s, t);
    chemistry(trial, t);
    drivers(trial, t);
    totals(trial, t);
  }
}

}  // namespace cellcast::bench
