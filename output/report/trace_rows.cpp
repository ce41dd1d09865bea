#include "output/report/trace_rows.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include "output/report/selection.hpp"
#include "sim/math/normal.hpp"

namespace cellcast::output {

namespace {

using enum sim::VariableId;

}  // namespace

std::vector<TraceRow> trace_rows(const sim::Plan& plan, const sim::Trial& trial, sim::VariableId id) {
  if (!plan.layout.has(id)) return {};
  const sim::Variable& variable = plan.labels.variable(id);
  const std::vector<sim::CellName> names = sim::cell_names(plan.labels, variable);
  const std::size_t first = plan.layout.offset(id), years = sim::has_years(variable) ? plan.labels.years.size() : 1;
  std::vector<TraceRow> rows;
  for (std::size_t cell = 0; cell < names.size(); cell += years) {
    const auto begin = trial.outputs.begin() + static_cast<std::ptrdiff_t>(first + cell);
    rows.push_back({id, names[cell].index, unit_of(plan.labels, variable, cell), {begin, begin + static_cast<std::ptrdiff_t>(years)}});
  }
  return rows;
}

std::span<const Chapter> chapters() {
  static const std::vector<Chapter> all{
      {"demand", {total_demand, demand, total_unserved, unserved, submarket_demand}},
      {"tariffs", {tariff}},
      {"trade shares", {home_share, home_share_of_supply}},
      {"call on home producers", {total_call, call}},
      {"capacity", {total_capacity, capacity, retired, added}},
      {"utilization", {pressure, total_utilization, utilization}},
      {"price", {material_price_index, cost, price, market_price}},
      {"production", {total_production, production, total_unmet, total_exports}},
      {"producers", {producer_share, producer_capacity, producer_utilization, producer_gross_margin, producer_firms, home_concentration}},
  };
  return all;
}

std::vector<std::size_t> by_effect(const sim::Trial& trial, std::span<const double> shares) {
  std::vector<std::pair<double, double>> effects;
  for (std::size_t k = 0; k < trial.inputs.size(); ++k) {
    const double probability = trial.inputs[k].probability, share = shares.empty() || !(shares[k] > 0) ? 0 : shares[k];
    effects.emplace_back(share * std::fabs(sim::math::normal_quantile(probability)), std::fabs(probability - 0.5));
  }
  std::vector<std::size_t> order(trial.inputs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t k) { return effects[k]; });
  return order;
}

}  // namespace cellcast::output
