#include "sim/check/influence/influence_pass.hpp"

namespace cellcast::sim {
namespace {

using config::Number;
using config::Segment;
using enum VariableId;

}  // namespace

// Submarkets
void InfluencePass::submarkets() {
  std::size_t row = 0;
  for (std::size_t s = 0; s < segments_; ++s) {
    submarkets(scenario_.segments[s], s, row);
    row += scenario_.segments[s].submarkets.size();
  }
}

void InfluencePass::submarkets(const Segment& segment, std::size_t s, std::size_t first_row) {
  InputSet part = 0, demands = 0;
  for (const config::Submarket& submarket : segment.submarkets)
    if (!is(submarket.share, 0)) part |= acting(submarket.share) | (year_ > 0 ? acting(submarket.growth) : 0);
  for (std::size_t m = 0; m < markets_; ++m) {
    if (is(segment.markets[m].demand, 0)) continue;
    demands |= demand_[at(s, m)];
    if (year_ > 0 && segment.growth.process == config::Process::submarkets) part |= acting(segment.markets[m].growth_premium);
  }
  for (std::size_t k = 0; k < segment.submarkets.size(); ++k) {
    const config::Submarket& submarket = segment.submarkets[k];
    const InputSet amount = is(submarket.share, 0) ? 0 : part | demands;
    put(submarket_demand, first_row + k, amount);
    put(submarket_units, first_row + k, submarket.cell_energy && !is(submarket.share, 0) ? amount | acting(*submarket.cell_energy) : 0);
  }
}

// Installation
void InfluencePass::installation() {
  for (std::size_t s = 0; s < segments_; ++s) {
    for (std::size_t m = 0; m < markets_; ++m) {
      const config::SegmentMarket& here = scenario_.segments[s].markets[m];
      if (!here.installed_ratio || is(here.demand, 0)) continue;  // 0 in all trials
      const InputSet energy = demand_[at(s, m)] | unserved_[at(s, m)] | acting(*here.installed_ratio);
      put(installed, at(s, m), energy);
      if (here.duration) put(installed_power, at(s, m), energy | between(*here.duration, or_else(here.duration_end, *here.duration)));
    }
  }
}

// Customs
void InfluencePass::customs() {
  if (!scenario_.customs) return;
  InputSet values = 0, units = 0;
  for (std::size_t s = 0; s < segments_; ++s) {
    const auto& declared = scenario_.segments[s].customs;
    if (!declared || is(declared->share, 0)) continue;
    for (std::size_t m = 0; m < markets_; ++m) {
      if (m == home_ || !is_sold(s, m)) continue;
      const InputSet goods = goods_[at(s, m)] | acting(declared->share);
      const InputSet value = goods | net_price(s, m) | acting(declared->value_ratio);
      put(customs_value, at(s, m), value);
      values |= value;
      if (!declared->unit_energy) continue;
      put(customs_units, at(s, m), goods | acting(*declared->unit_energy));
      units |= goods | acting(*declared->unit_energy);
    }
  }
  put(total_customs_value, 0, values);
  put(total_customs_units, 0, units);
  const config::Customs& customs = *scenario_.customs;
  put(total_customs_value_usd, 0, values | between(customs.exchange_rate, or_else(customs.exchange_rate_end, customs.exchange_rate)));
  put(customs_unit_price, 0, values | units);
}

// Splits
void InfluencePass::splits() {
  std::size_t row = 0;
  for (std::size_t k = 0; k < scenario_.splits.size(); ++k) {
    const std::size_t classes = scenario_.splits[k].classes.size();
    std::vector<InputSet> made(classes);
    std::vector<bool> is_there(classes);
    InputSet all = 0;
    for (std::size_t s = 0; s < segments_; ++s) {
      const std::vector<config::SplitShare>& shares = scenario_.segments[s].splits[k];
      if (shares.empty()) continue;
      for (std::size_t v = 0; v < classes; ++v) {
        if (!has(shares, v)) continue;
        is_there[v] = true;
        made[v] |= production_[s] | mix(shares, v);
      }
    }
    for (const InputSet each : made) all |= each;
    for (std::size_t v = 0; v < classes; ++v, ++row) {
      put(split_production, row, made[v]);
      put(split_share, row, is_there[v] ? all : 0);
    }
  }
}

}  // namespace cellcast::sim
