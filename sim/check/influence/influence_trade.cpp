#include <algorithm>

#include "sim/check/influence/influence_pass.hpp"

namespace cellcast::sim {
namespace {

using enum VariableId;

}  // namespace

// 5
void InfluencePass::tax() {
  for (ActingDuty& duty : duties_) duty = {};
  for (const config::Tariff& tariff : scenario_.tariffs) {
    const int first = scenario_.horizon.base_year;
    const double part = fraction_in_force(tariff.from, tariff.until, first + static_cast<int>(year_));
    const bool is_same = part == fraction_in_force(tariff.from, tariff.until, first);
    if ((part == 0 && is_same) || is(tariff.rate, 0)) continue;
    for (const std::size_t s : tariff.segments) {
      ActingDuty& duty = duties_[at(s, tariff.market)];
      duty.is_as_in_base_year &= is_same;
      if (part == 0) continue;
      duty.is_levied = true;
      duty.inputs |= acting(tariff.rate);
    }
  }
  for (std::size_t row = 0; row < duties_.size(); ++row) put(tariff, row, duties_[row].inputs);
}

InputSet InfluencePass::relative_price(std::size_t s, std::size_t m) {
  const config::Market& market = scenario_.markets[m];
  const ActingDuty& duty = duties_[at(s, m)];
  InputSet inputs = acting(market.freight);
  const bool is_dutiable = duty.is_levied || !duty.is_as_in_base_year;
  if (is_dutiable && !is(market.tariff_pass_through, 0)) inputs |= acting(market.tariff_pass_through) | duty.inputs | base_duty(s, m);
  if (!is(market.local_premium, 0)) inputs |= acting(market.local_premium) | acting(market.local_premium_decline);
  return inputs;
}

InputSet InfluencePass::base_duty(std::size_t s, std::size_t m) {
  if (year_ == 0) return duties_[at(s, m)].inputs;
  return base_duties_[at(s, m)];
}

bool InfluencePass::is_price_steady(std::size_t s, std::size_t m) {
  const config::Market& market = scenario_.markets[m];
  return (duties_[at(s, m)].is_as_in_base_year || is(market.tariff_pass_through, 0)) &&
         (is(market.local_premium, 0) || is(market.local_premium_decline, 0));
}

void InfluencePass::trade(std::size_t s, std::size_t m) {
  const config::SegmentMarket& here = scenario_.segments[s].markets[m];
  InputSet& share = preferred_[at(s, m)];
  share = acting(here.home_share);
  if (year_ == 0 || m == home_ || is(here.home_share, 0) || is(here.home_share, 1)) return;
  if (!is(scenario_.markets[m].substitution, 0) && !is_price_steady(s, m))
    share |= acting(scenario_.markets[m].substitution) | relative_price(s, m);
  if (here.home_share_drift) share |= acting(*here.home_share_drift);
}

InputSet InfluencePass::reference_demand(std::size_t s, std::size_t m) {
  const config::Segment& segment = scenario_.segments[s];
  const config::SegmentMarket& here = segment.markets[m];
  return acting(here.demand) | trend(segment) | shocks_[s].inputs | market_shocks_[at(s, m)].inputs |
         (year_ > 0 ? acting(here.growth_premium) : 0);
}

InputSet InfluencePass::room(std::size_t s, std::size_t m) {
  const config::SegmentMarket& here = scenario_.segments[s].markets[m];
  return here.local_capacity ? acting(*here.local_capacity) | acting(here.local_capacity_growth) : 0;
}

// 6, 7
void InfluencePass::serve(std::size_t s, std::size_t m) {
  const config::Segment& segment = scenario_.segments[s];
  const config::SegmentMarket& here = segment.markets[m];
  trade(s, m);
  InputSet& demand = demand_[at(s, m)];
  demand = 0;
  const bool is_elastic = year_ > 0 && !is(segment.price_elasticity, 0);
  if (!is(here.demand, 0)) {
    demand = reference_demand(s, m);
    if (is_elastic) {
      demand |= acting(segment.price_elasticity) | price_[s] | acting(segment.price) | acting(segment.expected_price_change);
      if (m != home_) demand |= preferred_[at(s, m)] | acting(here.home_share) | relative_price(s, m);
    }
  }
  InputSet& share = home_share_[at(s, m)];
  share = preferred_[at(s, m)];
  const bool is_limited = year_ > 0 && m != home_ && here.local_capacity && !is(here.demand, 0);
  const InputSet free_demand = demand;
  if (is_limited) {
    if (is_elastic && !is(here.home_share, 1)) demand |= room(s, m);  // buyers pay more where local plants are full
    share |= room(s, m) | demand;
  }
  put(VariableId::demand, at(s, m), demand);
  put(market_price, at(s, m), here.present ? paid(s, m, is_limited) | (is_limited ? free_demand : 0) : 0);
}

InputSet InfluencePass::paid(std::size_t s, std::size_t m, bool is_limited) {
  if (m == home_) return price_[s];
  const InputSet index = price_[s] | home_share_[at(s, m)] | relative_price(s, m);
  return is_limited ? index | room(s, m) | acting(scenario_.segments[s].price_elasticity) : index;
}

std::vector<const config::Quota*> InfluencePass::quotas_on(std::size_t s, std::size_t m) const {
  std::vector<const config::Quota*> out;
  if (year_ == 0) return out;  // none counts
  const int now = scenario_.horizon.base_year + static_cast<int>(year_);
  for (const config::Quota& quota : scenario_.quotas)
    if (quota.market == m && std::ranges::find(quota.segments, s) != quota.segments.end() && days_in_force(quota.from, quota.until, now) > 0)
      out.push_back(&quota);
  return out;
}

// 7a
void InfluencePass::ration(std::size_t s, std::size_t m) {
  const config::SegmentMarket& here = scenario_.segments[s].markets[m];
  InputSet &share = home_share_[at(s, m)], &home = home_demand_[at(s, m)], &unserved = unserved_[at(s, m)];
  home = share | demand_[at(s, m)];
  unserved = 0;
  const std::vector<const config::Quota*> quotas = is(here.demand, 0) ? std::vector<const config::Quota*>() : quotas_on(s, m);
  if (!quotas.empty()) {
    const InputSet wanted = home;
    for (const config::Quota* quota : quotas) home |= acting(quota->limit);
    home |= calibration(s);
    if (here.local_capacity) unserved = home | wanted | room(s, m);
    share = home | unserved;
  }
  put(VariableId::home_share, at(s, m), share);
  if (!scenario_.quotas.empty()) put(VariableId::unserved, at(s, m), unserved);
}

bool InfluencePass::is_sold(std::size_t s, std::size_t m) {
  const config::SegmentMarket& here = scenario_.segments[s].markets[m];
  return !is(here.demand, 0) && (!is(here.home_share, 0) || (m != home_ && here.local_capacity && year_ > 0));
}

bool InfluencePass::is_made_elsewhere(std::size_t s, std::size_t m) {
  const config::SegmentMarket& here = scenario_.segments[s].markets[m];
  return !is(here.demand, 0) && (!is(here.home_share, 1) || !quotas_on(s, m).empty());
}

InputSet InfluencePass::called(std::size_t s) {
  InputSet inputs = 0;
  for (std::size_t m = 0; m < markets_; ++m)
    if (is_sold(s, m)) inputs |= home_demand_[at(s, m)];
  return inputs;
}

}  // namespace cellcast::sim
