#include "sim/check/influence_pass.hpp"

namespace cellcast::sim {
namespace {

using config::Number;
using enum VariableId;

}  // namespace

void InfluencePass::run() {
  for (year_ = 0; year_ < scenario_.horizon.years(); ++year_) {
    shock_and_materials();
    tax();
    for (std::size_t s = 0; s < segments_; ++s) segment(s);
    world();
    accounts();
    chemistry();
  }
}

const KnownNumber& InfluencePass::of(const Number& number) {
  const auto [found, is_new] = known_.try_emplace(&number);
  if (!is_new) return found->second;
  const config::Interval ends = config::support(number, scenario_.variables);
  KnownNumber& known = found->second;
  if (ends.low == ends.high)
    known.constant = ends.low;
  else if (const auto* shared = std::get_if<config::Shared>(&number.value))
    known.inputs = bits_(scenario_.variables[shared->variable].number.path);
  else
    known.inputs = bits_(number.path);
  return known;
}

void InfluencePass::step(Deviation& deviation, const Number& persistence, const Number& volatility, InputSet shocks) {
  InputSet inputs = 0;
  if (!deviation.is_zero && !is(persistence, 0)) inputs |= acting(persistence) | deviation.inputs;
  if (!is(volatility, 0)) {
    inputs |= acting(volatility) | shocks;
    deviation.is_zero = false;
  }
  deviation.inputs = inputs;
}

// docs/model.md, 1
void InfluencePass::shock_and_materials() {
  if (year_ > 0) {
    const double common = scenario_.economy.shock_correlation;
    for (std::size_t s = 0; s < segments_; ++s) {
      const config::Segment& segment = scenario_.segments[s];
      const InputSet shocks = (common > 0 ? shock("common") : 0) | (common < 1 ? shock(segment.name) : 0);
      step(shocks_[s], segment.growth.persistence, segment.growth.volatility, shocks);
    }
    step(materials_, scenario_.economy.persistence, scenario_.economy.volatility, shock("material"));
    materials_.inputs |= acting(scenario_.economy.drift);
    materials_.is_zero &= is(scenario_.economy.drift, 0);
  }
  put(material_price_index, 0, materials_.inputs);
}

// 2
InputSet InfluencePass::trend(const config::Segment& segment) {
  if (year_ == 0) return 0;
  if (segment.growth.process == config::Process::cagr) return acting(segment.growth.rate);
  if (segment.growth.process == config::Process::logistic) return acting(segment.growth.rate) | acting(segment.growth.saturation);
  InputSet inputs = 0;
  for (const config::Driver& driver : segment.growth.drivers) inputs |= acting(driver.rate);
  return inputs;
}

// 4
void InfluencePass::price(std::size_t s) {
  const config::Segment& segment = scenario_.segments[s];
  const InputSet margin = acting(segment.gross_margin);
  if (year_ == 0) learned_[s] = acting(segment.price) | margin;
  if (year_ > 0 && !is(segment.cost.learning_rate, 0))
    learned_[s] |= acting(segment.cost.learning_rate) | made_[year_ - 1] | (year_ > 1 ? made_[year_ - 2] : made_before_);
  cost_[s] = learned_[s];
  if (!is(segment.cost.material_share, 0) && !materials_.is_zero) cost_[s] |= acting(segment.cost.material_share) | materials_.inputs;
  InputSet markup = margin;
  if (year_ > 0 && !is(segment.cost.markup_response, 0))
    markup |=
        acting(segment.cost.markup_response) | acting(segment.cost.markup_floor) | pressure_[s][year_ - 1] | acting(segment.utilization);
  price_[s] = year_ == 0 ? acting(segment.price) : cost_[s] | markup;
  put(VariableId::price, s, price_[s]);
  put(VariableId::cost, s, cost_[s]);
}

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
  const bool may_shift = year_ > 0 && m != home_ && !is(here.home_share, 0) && !is(here.home_share, 1);
  if (may_shift && !is(scenario_.markets[m].substitution, 0) && !is_price_steady(s, m))
    share |= acting(scenario_.markets[m].substitution) | relative_price(s, m);
}

// 6, 7
void InfluencePass::serve(std::size_t s, std::size_t m) {
  const config::Segment& segment = scenario_.segments[s];
  const config::SegmentMarket& here = segment.markets[m];
  trade(s, m);
  InputSet& demand = demand_[at(s, m)];
  demand = 0;
  if (!is(here.demand, 0)) {
    demand = acting(here.demand) | trend(segment) | shocks_[s].inputs | (year_ > 0 ? acting(here.growth_premium) : 0);
    if (year_ > 0 && !is(segment.price_elasticity, 0)) {
      demand |= acting(segment.price_elasticity) | price_[s] | acting(segment.price) | acting(segment.expected_price_change);
      if (m != home_) demand |= preferred_[at(s, m)] | acting(here.home_share) | relative_price(s, m);
    }
  }
  InputSet& share = home_share_[at(s, m)];
  share = preferred_[at(s, m)];
  const bool is_limited = year_ > 0 && m != home_ && here.local_capacity && !is(here.demand, 0);
  if (is_limited) share |= acting(*here.local_capacity) | acting(here.local_capacity_growth) | demand;
  put(VariableId::demand, at(s, m), demand);
  put(home_share, at(s, m), share);
}

bool InfluencePass::is_sold(std::size_t s, std::size_t m) {
  const config::SegmentMarket& here = scenario_.segments[s].markets[m];
  return !is(here.demand, 0) && (!is(here.home_share, 0) || (m != home_ && here.local_capacity && year_ > 0));
}

InputSet InfluencePass::called(std::size_t s) {
  InputSet inputs = 0;
  for (std::size_t m = 0; m < markets_; ++m)
    if (is_sold(s, m)) inputs |= home_share_[at(s, m)] | demand_[at(s, m)];
  return inputs;
}

// 8
InputSet InfluencePass::calibration(std::size_t s) {
  InputSet inputs = acting(scenario_.segments[s].production);
  for (const config::SegmentMarket& here : scenario_.segments[s].markets)
    if (!is(here.demand, 0) && !is(here.home_share, 0)) inputs |= acting(here.demand) | acting(here.home_share);
  return inputs;
}

// 9
void InfluencePass::capacity(std::size_t s) {
  const config::Segment& segment = scenario_.segments[s];
  const config::Supply& supply = segment.supply;
  const InputSet base = acting(segment.production) | acting(segment.utilization);
  if (year_ == 0) {
    capacity_[s] = {base};
    put(retired, s, 0);
    put(added, s, 0);
    return;
  }
  InputSet closed = 0, built = 0;
  const bool may_exit = !is(supply.exit_response, 0) && !is(supply.exit_utilization, 0);
  if (may_exit) closed |= acting(supply.exit_response) | acting(supply.exit_utilization) | pressure_[s][year_ - 1];
  if (may_exit || !is(supply.retirement, 0)) closed |= acting(supply.retirement) | capacity_[s][year_ - 1];
  const Number& announced = supply.announced[year_ - 1];
  if (!is(announced, 0) && !is(supply.realization, 0)) built |= acting(announced) | acting(supply.realization) | base;
  if (!is(supply.invest_response, 0)) {
    const std::size_t lead = static_cast<std::size_t>(supply.lead_time);
    built |= acting(supply.invest_response) | acting(supply.invest_utilization);
    built |= year_ > lead ? pressure_[s][year_ - lead] | capacity_[s][year_ - lead] : acting(segment.utilization) | base;
  }
  capacity_[s].push_back(capacity_[s].back() | closed | built);
  put(retired, s, closed);
  put(added, s, built);
}

// 8, 10
void InfluencePass::segment(std::size_t s) {
  const config::Segment& segment = scenario_.segments[s];
  price(s);
  for (std::size_t m = 0; m < markets_; ++m) serve(s, m);
  capacity(s);
  const InputSet capacity = capacity_[s][year_], most = capacity | acting(segment.supply.max_utilization);
  call_[s] = year_ == 0 ? acting(segment.production) : calibration(s) | called(s);
  production_[s] = year_ == 0 ? call_[s] : call_[s] | most;
  pressure_[s].push_back(year_ == 0 ? acting(segment.utilization) : call_[s] | capacity);
  put(call, s, call_[s]);
  put(VariableId::production, s, production_[s]);
  put(VariableId::capacity, s, capacity);
  put(utilization, s, year_ == 0 ? pressure_[s][0] : production_[s] | capacity);
  put(pressure, s, pressure_[s][year_]);
  put(balance, s, most | call_[s]);
  put(unmet, s, year_ == 0 ? 0 : call_[s] | most);
}

}  // namespace cellcast::sim
