#include "sim/check/influence/influence_pass.hpp"

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
    money();
    totals();
    chemistry();
    submarkets();
    installation();
    customs();
    splits();
    producers();
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
      for (std::size_t m = 0; m < markets_; ++m) {
        const config::Market& market = scenario_.markets[m];
        if (market.volatility) step(market_shocks_[at(s, m)], segment.growth.persistence, *market.volatility, shock("markets." + market.name));
      }
    }
    step(materials_, scenario_.economy.persistence, scenario_.economy.volatility, shock("material"));
    materials_.inputs |= acting(scenario_.economy.drift);
    materials_.is_zero &= is(scenario_.economy.drift, 0);
    if (!scenario_.economy.news.empty()) {
      const Number& news = scenario_.economy.news[year_ - 1];
      materials_.inputs |= acting(news);
      materials_.is_zero &= is(news, 0);
    }
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
  if (segment.growth.process != config::Process::submarkets) return inputs;
  for (const config::Submarket& submarket : segment.submarkets)
    if (!is(submarket.share, 0)) inputs |= acting(submarket.share) | acting(submarket.growth);
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
  for (std::size_t m = 0; m < markets_; ++m) {
    serve(s, m);
    ration(s, m);
  }
  capacity(s);
  const InputSet capacity = capacity_[s][year_], most = capacity | acting(segment.supply.max_utilization);
  call_[s] = year_ == 0 ? acting(segment.production) : calibration(s) | called(s);
  production_[s] = year_ == 0 ? call_[s] : call_[s] | most;
  pressure_[s].push_back(year_ == 0 ? acting(segment.utilization) : call_[s] | capacity);
  put(call, s, call_[s]);
  put(VariableId::production, s, production_[s]);
  put(VariableId::capacity, s, capacity);
  used_[s] = year_ == 0 ? pressure_[s][0] : production_[s] | capacity;
  put(utilization, s, used_[s]);
  put(pressure, s, pressure_[s][year_]);
  put(balance, s, most | call_[s]);
  put(unmet, s, year_ == 0 ? 0 : call_[s] | most);
}

}  // namespace cellcast::sim
