#include <utility>

#include "sim/check/influence/influence_pass.hpp"

namespace cellcast::sim {
namespace {

using config::Number;
using enum VariableId;

}  // namespace

InputSet InfluencePass::locally_supplied(std::size_t s, std::size_t m) {
  if (!is_made_elsewhere(s, m)) return 0;
  return home_share_[at(s, m)] | demand_[at(s, m)] | unserved_[at(s, m)];
}

InputSet InfluencePass::between(const Number& base, const Number& end) {
  const bool is_last = year_ + 1 == scenario_.horizon.years();
  return (is_last ? 0 : acting(base)) | (year_ > 0 ? acting(end) : 0);
}

InputSet InfluencePass::owned(std::size_t m) {
  return between(scenario_.markets[m].overseas_home_share, scenario_.markets[m].overseas_home_share_end);
}

void InfluencePass::world() {
  InputSet supply = 0, overseas = 0, all_production = 0;
  for (std::size_t s = 0; s < segments_; ++s) {
    all_production |= production_[s];
    for (std::size_t m = 0; m < markets_; ++m) {
      const InputSet local = locally_supplied(s, m);
      const bool is_none = m == home_ || !is_made_elsewhere(s, m) ||
                           (is(scenario_.markets[m].overseas_home_share, 0) && is(scenario_.markets[m].overseas_home_share_end, 0));
      const InputSet own = is_none ? 0 : local | owned(m);
      local_[at(s, m)] = local;
      owned_[at(s, m)] = own;
      supply |= local;
      overseas |= own;
      put(local_supply, at(s, m), local);
      put(overseas_home_supply, at(s, m), own);
    }
  }
  supply |= all_production;
  if (year_ == 0) {
    base_duties_.clear();
    for (const ActingDuty& duty : duties_) base_duties_.push_back(duty.inputs);
    made_before_ = acting(scenario_.economy.cumulative_production) | supply;
    made_ = {acting(scenario_.economy.cumulative_production)};
  } else {
    made_.push_back(made_.back() | supply);
  }
  put(world_supply, 0, supply);
  put(cumulative_production, 0, made_[year_]);
  put(home_share_of_supply, 0, all_production | supply);
  put(home_owned_share_of_supply, 0, all_production | overseas | supply);
}

// 11
InputSet InfluencePass::net_price(std::size_t s, std::size_t m) {
  const Number& pass_through = scenario_.markets[m].tariff_pass_through;
  if (m == home_ || !duties_[at(s, m)].is_levied || is(pass_through, 1)) return price_[s];
  return price_[s] | acting(pass_through) | duties_[at(s, m)].inputs;
}

void InfluencePass::money() {
  InputSet exported = 0, values = 0, dues = 0;
  for (std::size_t s = 0; s < segments_; ++s) {
    InputSet revenue = 0, abroad = 0, goods_abroad = 0, duties = 0;
    for (std::size_t m = 0; m < markets_; ++m) {
      InputSet& goods = goods_[at(s, m)];
      goods = is_sold(s, m) ? production_[s] | called(s) : 0;
      const InputSet worth = goods | (is_sold(s, m) ? net_price(s, m) : 0);
      put(deliveries, at(s, m), goods);
      revenue |= worth;
      if (m == home_) continue;
      goods_abroad |= goods;
      abroad |= worth;
      if (is_sold(s, m) && duties_[at(s, m)].is_levied) duties |= worth | duties_[at(s, m)].inputs;
    }
    revenue_[s] = revenue;
    put(VariableId::revenue, s, revenue);
    put(export_value, s, abroad);
    put(duty, s, duties);
    put(exports, s, goods_abroad);
    put(gross_margin, s, production_[s] | cost_[s] | price_[s] | revenue);
    exported |= goods_abroad;
    values |= abroad;
    dues |= duties;
  }
  put(total_export_value, 0, values);
  put(total_duty, 0, dues);
  put(total_exports, 0, exported);
}

void InfluencePass::totals() {
  InputSet demands = 0, calls = 0, productions = 0, capacities = 0, effective = 0, costs = 0, revenues = 0, left = 0;
  for (std::size_t s = 0; s < segments_; ++s) {
    for (std::size_t m = 0; m < markets_; ++m) demands |= demand_[at(s, m)], left |= unserved_[at(s, m)];
    calls |= call_[s];
    productions |= production_[s];
    capacities |= capacity_[s][year_];
    effective |= acting(scenario_.segments[s].supply.max_utilization);
    costs |= cost_[s];
    revenues |= revenue_[s];
  }
  put(total_demand, 0, demands);
  put(total_call, 0, calls);
  put(total_production, 0, productions);
  put(total_capacity, 0, capacities);
  put(total_balance, 0, effective | capacities | calls);
  put(total_unmet, 0, year_ == 0 ? 0 : calls | productions);
  put(total_revenue, 0, revenues);
  put(total_utilization, 0, productions | capacities);
  put(total_gross_margin, 0, productions | costs | revenues);
  if (!scenario_.quotas.empty()) put(total_unserved, 0, left);
}

// 12
void InfluencePass::chemistry() {
  std::vector<InputSet> used(scenario_.materials.size());
  for (std::size_t c = 0; c < scenario_.chemistries.size(); ++c) {
    InputSet made = 0;
    for (std::size_t s = 0; s < segments_; ++s)
      if (const auto& shares = scenario_.segments[s].chemistry; has(shares, c)) made |= production_[s] | mix(shares, c);
    put(chemistry_production, c, made);
    bool is_made = false;
    for (const config::Segment& segment : scenario_.segments) is_made |= has(segment.chemistry, c);
    for (std::size_t j = 0; j < used.size(); ++j) {
      const Number& intensity = scenario_.chemistries[c].materials[j];
      if (is_made && !is(intensity, 0)) used[j] |= made | acting(intensity);
    }
  }
  for (std::size_t j = 0; j < used.size(); ++j) put(material_demand, j, used[j]);
  std::size_t row = 0;
  for (const config::Segment& segment : scenario_.segments)
    for (const config::Driver& driver : segment.growth.drivers)
      put(driver_level, row++, acting(driver.base) | (year_ > 0 ? acting(driver.rate) : 0));
}

}  // namespace cellcast::sim
