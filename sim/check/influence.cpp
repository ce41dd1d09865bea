#include "sim/check/influence.hpp"

#include <cmath>
#include <limits>
#include <unordered_map>
#include <vector>

#include "sim/plan/calendar.hpp"

namespace cellcast::sim {
namespace {

using config::Number;
using enum VariableId;

/// What stands for a quantity: the inputs that may act on it, and its value where that is known to be one.
struct Known {
  InputSet inputs = 0;
  double constant = std::numeric_limits<double>::quiet_NaN();

  bool is(double value) const { return constant == value; }
};

/// A duty on a segment's goods in a market.
struct Duty {
  InputSet inputs = 0;
  bool is_levied = false, is_as_in_base_year = true;
};

/// A quantity that is 0 until something moves it.
struct Deviation {
  InputSet inputs = 0;
  bool is_zero = true;
};

class Pass {
 public:
  Pass(const config::Scenario& scenario, const InputBits& bits, const InfluenceSink& sink)
      : scenario_(scenario),
        bits_(bits),
        sink_(sink),
        segments_(scenario.segments.size()),
        markets_(scenario.markets.size()),
        home_(scenario.home()),
        shocks_(segments_),
        learned_(segments_),
        price_(segments_),
        cost_(segments_),
        call_(segments_),
        production_(segments_),
        pressure_(segments_),
        capacity_(segments_),
        duties_(segments_ * markets_),
        preferred_(segments_ * markets_),
        demand_(segments_ * markets_),
        home_share_(segments_ * markets_) {}

  void run() {
    for (year_ = 0; year_ < scenario_.horizon.years(); ++year_) {
      shock_and_materials();
      tax();
      for (std::size_t s = 0; s < segments_; ++s) segment(s);
      world();
      accounts();
      chemistry();
    }
  }

 private:
  /// Of a number; each is looked at once.
  const Known& of(const Number& number) {
    const auto [found, is_new] = known_.try_emplace(&number);
    if (!is_new) return found->second;
    const config::Interval ends = config::support(number, scenario_.variables);
    Known& known = found->second;
    if (ends.low == ends.high)
      known.constant = ends.low;
    else if (const auto* shared = std::get_if<config::Shared>(&number.value))
      known.inputs = bits_(scenario_.variables[shared->variable].number.path);
    else
      known.inputs = bits_(number.path);
    return known;
  }
  InputSet acting(const Number& number) { return of(number).inputs; }
  bool is(const Number& number, double value) { return of(number).is(value); }

  InputSet shock(const std::string& kind) { return bits_(shock_name(kind, scenario_.horizon.base_year + static_cast<int>(year_))); }
  std::size_t at(std::size_t s, std::size_t m) const { return s * markets_ + m; }
  void put(VariableId id, std::size_t row, InputSet inputs) const { sink_(id, row, year_, inputs); }

  /// One step of an autoregression.
  void step(Deviation& deviation, const Number& persistence, const Number& volatility, InputSet shocks) {
    InputSet inputs = 0;
    if (!deviation.is_zero && !is(persistence, 0)) inputs |= acting(persistence) | deviation.inputs;
    if (!is(volatility, 0)) {
      inputs |= acting(volatility) | shocks;
      deviation.is_zero = false;
    }
    deviation.inputs = inputs;
  }

  // docs/model.md, 1
  void shock_and_materials() {
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
  InputSet trend(const config::Segment& segment) {
    if (year_ == 0) return 0;
    if (segment.growth.process == config::Process::cagr) return acting(segment.growth.rate);
    if (segment.growth.process == config::Process::logistic) return acting(segment.growth.rate) | acting(segment.growth.saturation);
    InputSet inputs = 0;
    for (const config::Driver& driver : segment.growth.drivers) inputs |= acting(driver.rate);
    return inputs;
  }

  // 4
  void price(std::size_t s) {
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
  void tax() {
    for (Duty& duty : duties_) duty = {};
    for (const config::Tariff& tariff : scenario_.tariffs) {
      const int first = scenario_.horizon.base_year;
      const double part = fraction_in_force(tariff.from, tariff.until, first + static_cast<int>(year_));
      const bool is_same = part == fraction_in_force(tariff.from, tariff.until, first);
      if ((part == 0 && is_same) || is(tariff.rate, 0)) continue;
      for (const std::size_t s : tariff.segments) {
        Duty& duty = duties_[at(s, tariff.market)];
        duty.is_as_in_base_year &= is_same;
        if (part == 0) continue;
        duty.is_levied = true;
        duty.inputs |= acting(tariff.rate);
      }
    }
    for (std::size_t row = 0; row < duties_.size(); ++row) put(tariff, row, duties_[row].inputs);
  }

  /// Of landed and local price, this year's and the base year's.
  InputSet relative_price(std::size_t s, std::size_t m) {
    const config::Market& market = scenario_.markets[m];
    const Duty& duty = duties_[at(s, m)];
    InputSet inputs = acting(market.freight);
    const bool is_dutiable = duty.is_levied || !duty.is_as_in_base_year;
    if (is_dutiable && !is(market.tariff_pass_through, 0)) inputs |= acting(market.tariff_pass_through) | duty.inputs | base_duty(s, m);
    if (!is(market.local_premium, 0)) inputs |= acting(market.local_premium) | acting(market.local_premium_decline);
    return inputs;
  }

  InputSet base_duty(std::size_t s, std::size_t m) {
    if (year_ == 0) return duties_[at(s, m)].inputs;
    return base_duties_[at(s, m)];
  }

  /// Whether landed and local price stand to each other as in the base year, whatever is drawn.
  bool is_price_steady(std::size_t s, std::size_t m) {
    const config::Market& market = scenario_.markets[m];
    return (duties_[at(s, m)].is_as_in_base_year || is(market.tariff_pass_through, 0)) &&
           (is(market.local_premium, 0) || is(market.local_premium_decline, 0));
  }

  void trade(std::size_t s, std::size_t m) {
    const config::SegmentMarket& here = scenario_.segments[s].markets[m];
    InputSet& share = preferred_[at(s, m)];
    share = acting(here.home_share);
    const bool may_shift = year_ > 0 && m != home_ && !is(here.home_share, 0) && !is(here.home_share, 1);
    if (may_shift && !is(scenario_.markets[m].substitution, 0) && !is_price_steady(s, m))
      share |= acting(scenario_.markets[m].substitution) | relative_price(s, m);
  }

  // 6, 7
  void serve(std::size_t s, std::size_t m) {
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

  /// Whether home producers sell there, and may not.
  bool is_sold(std::size_t s, std::size_t m) {
    const config::SegmentMarket& here = scenario_.segments[s].markets[m];
    return !is(here.demand, 0) && (!is(here.home_share, 0) || (m != home_ && here.local_capacity && year_ > 0));
  }

  InputSet called(std::size_t s) {
    InputSet inputs = 0;
    for (std::size_t m = 0; m < markets_; ++m)
      if (is_sold(s, m)) inputs |= home_share_[at(s, m)] | demand_[at(s, m)];
    return inputs;
  }

  // 8
  InputSet calibration(std::size_t s) {
    InputSet inputs = acting(scenario_.segments[s].production);
    for (const config::SegmentMarket& here : scenario_.segments[s].markets)
      if (!is(here.demand, 0) && !is(here.home_share, 0)) inputs |= acting(here.demand) | acting(here.home_share);
    return inputs;
  }

  // 9
  void capacity(std::size_t s) {
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
  void segment(std::size_t s) {
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

  InputSet locally_supplied(std::size_t s, std::size_t m) {
    const config::SegmentMarket& here = scenario_.segments[s].markets[m];
    if (is(here.demand, 0) || is(here.home_share, 1)) return 0;
    return home_share_[at(s, m)] | demand_[at(s, m)];
  }

  InputSet owned(std::size_t m) {
    const config::Market& market = scenario_.markets[m];
    const bool is_last = year_ + 1 == scenario_.horizon.years();
    return (is_last ? 0 : acting(market.overseas_home_share)) | (year_ > 0 ? acting(market.overseas_home_share_end) : 0);
  }

  void world() {
    InputSet supply = 0, overseas = 0, all_production = 0;
    for (std::size_t s = 0; s < segments_; ++s) {
      all_production |= production_[s];
      for (std::size_t m = 0; m < markets_; ++m) {
        const InputSet local = locally_supplied(s, m);
        const config::SegmentMarket& here = scenario_.segments[s].markets[m];
        const bool is_none = m == home_ || is(here.demand, 0) || is(here.home_share, 1) ||
                             (is(scenario_.markets[m].overseas_home_share, 0) && is(scenario_.markets[m].overseas_home_share_end, 0));
        const InputSet own = is_none ? 0 : local | owned(m);
        supply |= local;
        overseas |= own;
        put(local_supply, at(s, m), local);
        put(overseas_home_supply, at(s, m), own);
      }
    }
    supply |= all_production;
    if (year_ == 0) {
      base_duties_.clear();
      for (const Duty& duty : duties_) base_duties_.push_back(duty.inputs);
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
  InputSet net_price(std::size_t s, std::size_t m) {
    const Number& pass_through = scenario_.markets[m].tariff_pass_through;
    if (m == home_ || !duties_[at(s, m)].is_levied || is(pass_through, 1)) return price_[s];
    return price_[s] | acting(pass_through) | duties_[at(s, m)].inputs;
  }

  void accounts() {
    InputSet demands = 0, calls = 0, productions = 0, capacities = 0, effective = 0, costs = 0, revenues = 0, exported = 0, values = 0,
             paid = 0;
    for (std::size_t s = 0; s < segments_; ++s) {
      InputSet revenue = 0, abroad = 0, goods_abroad = 0, duties = 0;
      for (std::size_t m = 0; m < markets_; ++m) {
        const InputSet goods = is_sold(s, m) ? production_[s] | called(s) : 0;
        const InputSet worth = goods | (is_sold(s, m) ? net_price(s, m) : 0);
        put(deliveries, at(s, m), goods);
        demands |= demand_[at(s, m)];
        revenue |= worth;
        if (m == home_) continue;
        goods_abroad |= goods;
        abroad |= worth;
        if (is_sold(s, m) && duties_[at(s, m)].is_levied) duties |= worth | duties_[at(s, m)].inputs;
      }
      put(VariableId::revenue, s, revenue);
      put(export_value, s, abroad);
      put(duty, s, duties);
      put(exports, s, goods_abroad);
      put(gross_margin, s, production_[s] | cost_[s] | price_[s] | revenue);
      calls |= call_[s];
      productions |= production_[s];
      capacities |= capacity_[s][year_];
      effective |= acting(scenario_.segments[s].supply.max_utilization);
      costs |= cost_[s];
      revenues |= revenue;
      exported |= goods_abroad;
      values |= abroad;
      paid |= duties;
    }
    put(total_demand, 0, demands);
    put(total_call, 0, calls);
    put(total_production, 0, productions);
    put(total_capacity, 0, capacities);
    put(total_balance, 0, effective | capacities | calls);
    put(total_unmet, 0, year_ == 0 ? 0 : calls | productions);
    put(total_revenue, 0, revenues);
    put(total_export_value, 0, values);
    put(total_duty, 0, paid);
    put(total_exports, 0, exported);
    put(total_utilization, 0, productions | capacities);
    put(total_gross_margin, 0, productions | costs | revenues);
  }

  /// A chemistry's share of a segment: its own number over the sum of all.
  InputSet mix(const config::Segment& segment, std::size_t c) {
    InputSet inputs = 0;
    const bool is_last = year_ + 1 == scenario_.horizon.years();
    for (const auto& [side, is_used] :
         {std::pair(&config::ChemistryShare::base, !is_last), std::pair(&config::ChemistryShare::end, year_ > 0)}) {
      if (!is_used || is(segment.chemistry[c].*side, 0)) continue;
      std::size_t others = 0;
      InputSet all = 0;
      for (std::size_t k = 0; k < segment.chemistry.size(); ++k) {
        all |= acting(segment.chemistry[k].*side);
        others += k != c && !is(segment.chemistry[k].*side, 0);
      }
      if (others > 0) inputs |= all;
    }
    return inputs;
  }

  bool has(const config::Segment& segment, std::size_t c) { return !is(segment.chemistry[c].base, 0) || !is(segment.chemistry[c].end, 0); }

  // 12
  void chemistry() {
    std::vector<InputSet> used(scenario_.materials.size());
    for (std::size_t c = 0; c < scenario_.chemistries.size(); ++c) {
      InputSet made = 0;
      for (std::size_t s = 0; s < segments_; ++s)
        if (has(scenario_.segments[s], c)) made |= production_[s] | mix(scenario_.segments[s], c);
      put(chemistry_production, c, made);
      bool is_made = false;
      for (const config::Segment& segment : scenario_.segments) is_made |= has(segment, c);
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

  const config::Scenario& scenario_;
  const InputBits& bits_;
  const InfluenceSink& sink_;
  const std::size_t segments_, markets_, home_;
  std::unordered_map<const Number*, Known> known_;
  std::size_t year_ = 0;
  std::vector<Deviation> shocks_;  // [segment]
  Deviation materials_;
  std::vector<InputSet> learned_, price_, cost_, call_, production_;     // [segment]
  std::vector<std::vector<InputSet>> pressure_, capacity_;               // [segment][year]
  std::vector<Duty> duties_;                                             // [segment][market]
  std::vector<InputSet> base_duties_, preferred_, demand_, home_share_;  // [segment][market]
  std::vector<InputSet> made_;                                           // [year], in the world until then
  InputSet made_before_ = 0;
};

}  // namespace

void trace_influence(const config::Scenario& scenario, const InputBits& bits, const InfluenceSink& sink) {
  Pass(scenario, bits, sink).run();
}

std::size_t influence_work(const config::Scenario& scenario) {
  std::size_t cells = scenario.segments.size() * (scenario.markets.size() + scenario.chemistries.size() * scenario.chemistries.size()) +
                      scenario.chemistries.size() * scenario.materials.size();
  for (const config::Tariff& tariff : scenario.tariffs) cells += tariff.segments.size();
  return cells * scenario.horizon.years();
}

}  // namespace cellcast::sim
