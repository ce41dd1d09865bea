#include <algorithm>
#include <bit>
#include <unordered_map>
#include <unordered_set>

#include "config/schema/keys.hpp"
#include "sim/plan/planned_trials.hpp"
#include "sim/model/needs.hpp"
#include "sim/plan/calendar.hpp"
#include "sim/plan/correlation_pairs.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/plan/labels.hpp"
#include "sim/plan/plan.hpp"
#include "sim/plan/sensitivity_plan.hpp"

namespace cellcast::sim {
namespace {

/// Gives every number of the scenario its row.
class RowTable {
 public:
  RowTable(const config::Scenario& scenario, Plan& plan) : scenario_(scenario), plan_(plan) {}

  void add_input(std::string name, std::string unit, const config::Distribution& distribution) {
    input_rows_[name] = static_cast<Row>(plan_.inputs.size());
    plan_.inputs.push_back({std::move(name), std::move(unit), distribution, quantiles_.make(distribution), 0});
  }

  Row input(const std::string& name) const { return input_rows_.at(name); }

  /// All inputs must have been added: derived rows stand behind them.
  Row operator()(const config::Number& number) {
    if (const auto* value = std::get_if<double>(&number.value)) return constant(*value);
    if (std::holds_alternative<config::Distribution>(number.value)) return input(number.path);
    const auto& shared = std::get<config::Shared>(number.value);
    const config::Number& variable = scenario_.variables[shared.variable].number;
    if (const auto* value = std::get_if<double>(&variable.value)) return constant(*value * shared.scale + shared.offset);
    if (shared.scale == 1 && shared.offset == 0) return input(variable.path);
    return derived({input(variable.path), shared.scale, shared.offset});
  }

  /// The rows of a part's fields.
  template <template <class> class Part>
  void place(const Part<config::Number>& numbers, Part<Row>& out) {
    const auto from = Part<config::Number>::fields();
    const auto to = Part<Row>::fields();
    for (std::size_t i = 0; i < from.size(); ++i) out.*to[i].member = (*this)(numbers.*from[i].member);
  }

  Row constant(double value) {
    const auto [found, is_new] = constants_.try_emplace(std::bit_cast<std::uint64_t>(value));
    if (is_new) found->second = derived({DerivedRow::kConstant, 0, value});
    return found->second;
  }

 private:
  Row derived(const DerivedRow& row) {
    plan_.derived.push_back(row);
    return static_cast<Row>(plan_.parameter_rows() - 1);
  }

  const config::Scenario& scenario_;
  Plan& plan_;
  QuantileFactory quantiles_;
  std::unordered_map<std::string, Row> input_rows_;
  std::unordered_map<std::uint64_t, Row> constants_;  ///< by the bits of the value
};

void add_uncertain_numbers(const config::Scenario& scenario, RowTable& rows) {
  for (const config::Number* number : config::numbers(scenario)) {
    const auto* distribution = std::get_if<config::Distribution>(&number->value);
    if (!distribution) continue;
    const config::Key* key = config::find_key(number->path);
    rows.add_input(number->path, key ? std::string(key->unit) : "", *distribution);
  }
}

void add_shocks(const config::Scenario& scenario, RowTable& rows) {
  std::vector<std::string> kinds{"common"};
  for (const config::Segment& segment : scenario.segments) kinds.push_back(segment.name);
  kinds.emplace_back("material");
  for (const std::string& kind : kinds) {
    for (int year = scenario.horizon.base_year + 1; year <= scenario.horizon.end_year; ++year) {
      rows.add_input(shock_name(kind, year), "1", {config::Normal{0, 1}});
    }
  }
}

std::vector<Row> shock_rows(const config::Scenario& scenario, const RowTable& rows, const std::string& kind) {
  std::vector<Row> result;
  for (int year = scenario.horizon.base_year + 1; year <= scenario.horizon.end_year; ++year) {
    result.push_back(rows.input(shock_name(kind, year)));
  }
  return result;
}

MarketRows market_rows(const config::Market& market, RowTable& rows) {
  MarketRows result{};
  rows.place<config::MarketNumbers>(market, result);
  result.overseas_home_share_end = rows(market.overseas_home_share_end);
  return result;
}

SegmentMarketRows segment_market_rows(const config::SegmentMarket& market, RowTable& rows) {
  const auto is = [](const config::Number& number, double value) {
    const auto* constant = std::get_if<double>(&number.value);
    return constant && *constant == value;
  };
  SegmentMarketRows result{};
  rows.place<config::SegmentMarketNumbers>(market, result);
  result.absent = is(market.demand, 0) && is(market.home_share, 1);
  result.limited = market.local_capacity.has_value() && !result.absent;
  if (result.limited) {
    result.local_capacity = rows(*market.local_capacity);
    result.local_capacity_growth = rows(market.local_capacity_growth);
  }
  return result;
}

void growth_rows(const config::Growth& growth, SegmentRows& result, std::size_t first_driver, RowTable& rows) {
  result.growth = growth.process == config::Process::logistic ? Growth::logistic : Growth::compound;
  rows.place<config::DemandShockNumbers>(growth, result);
  if (growth.process == config::Process::logistic) result.saturation = rows(growth.saturation);
  if (growth.process != config::Process::drivers) {
    result.rates = {rows(growth.rate)};
    return;
  }
  for (const config::Driver& driver : growth.drivers) {
    result.rates.push_back(rows(driver.rate));
    result.drivers.push_back({rows(driver.base), result.rates.back(), first_driver++});
  }
}

SegmentRows segment_rows(const config::Scenario& scenario, const config::Segment& segment, std::size_t first_driver, RowTable& rows) {
  SegmentRows result{};
  rows.place<config::SegmentNumbers>(segment, result);
  growth_rows(segment.growth, result, first_driver, rows);

  const config::Supply& supply = segment.supply;
  rows.place<config::CapacityNumbers>(supply, result);
  for (const config::Number& announced : supply.announced) result.announced.push_back(rows(announced));
  rows.place<config::SupplyNumbers>(supply, result);
  result.lead_time = static_cast<std::size_t>(supply.lead_time);

  rows.place<config::CostNumbers>(segment.cost, result);

  for (const config::SegmentMarket& market : segment.markets) result.markets.push_back(segment_market_rows(market, rows));
  for (const config::ChemistryShare& share : segment.chemistry) {
    result.chemistry_base.push_back(rows(share.base));
    result.chemistry_end.push_back(rows(share.end));
  }
  result.shocks = shock_rows(scenario, rows, segment.name);
  return result;
}

TariffRows tariff_rows(const config::Tariff& tariff, const config::Horizon& horizon, RowTable& rows) {
  TariffRows result{tariff.market, tariff.segments, rows(tariff.rate), {}};
  for (int year = horizon.base_year; year <= horizon.end_year; ++year) {
    result.in_force.push_back(fraction_in_force(tariff.from, tariff.until, year));
  }
  return result;
}

Model model_rows(const config::Scenario& scenario, RowTable& rows) {
  Model model;
  model.home = scenario.home();
  model.shock_correlation = rows.constant(scenario.economy.shock_correlation);
  rows.place<config::EconomyNumbers>(scenario.economy, model);
  rows.place<config::MaterialPriceNumbers>(scenario.economy, model);
  for (const config::Market& market : scenario.markets) model.markets.push_back(market_rows(market, rows));
  std::size_t drivers = 0;
  for (const config::Segment& segment : scenario.segments) {
    model.segments.push_back(segment_rows(scenario, segment, drivers, rows));
    drivers += segment.growth.drivers.size();
  }
  for (const config::Tariff& tariff : scenario.tariffs) model.tariffs.push_back(tariff_rows(tariff, scenario.horizon, rows));
  model.intensity.resize(scenario.materials.size());
  for (std::size_t c = 0; c < scenario.chemistries.size(); ++c) {
    const std::vector<config::Number>& materials = scenario.chemistries[c].materials;
    for (std::size_t j = 0; j < materials.size(); ++j) {
      if (const auto* value = std::get_if<double>(&materials[j].value); value && *value == 0) continue;
      model.intensity[j].push_back({c, rows(materials[j])});
    }
  }
  model.common_shocks = shock_rows(scenario, rows, "common");
  model.material_shocks = shock_rows(scenario, rows, "material");
  model.sizes = {scenario.segments.size(),    scenario.markets.size(),   scenario.horizon.years(),
                 scenario.chemistries.size(), scenario.materials.size(), drivers};
  return model;
}

void correlate_inputs(const config::Scenario& scenario, const RowTable& rows, Plan& plan) {
  std::vector<std::string> names;
  for (const Input& input : plan.inputs) names.push_back(input.name);
  CorrelationPairs requested = correlation_pairs(scenario);
  for (std::size_t k = 0; k < requested.pairs.size(); ++k) {
    PairCorrelation& pair = requested.pairs[k];
    pair.first = rows.input(requested.names[pair.first]);
    pair.second = rows.input(requested.names[pair.second]);
    plan.pairs.push_back({pair.first, pair.second, requested.ranks[k]});
  }
  plan.groups = correlated_groups(names, requested.pairs);
  for (const CorrelatedGroup& group : plan.groups) {
    plan.correlated.insert(plan.correlated.end(), group.members.begin(), group.members.end());
  }
  std::ranges::sort(plan.correlated);
  const config::Copula& copula = scenario.copula;
  if (copula.kind == config::CopulaKind::student_t) plan.student = std::make_shared<const StudentCopula>(copula.dof);
}

/// Gives every input its place among the dimensions, and the design of these inputs and of what the copula draws besides.
void make_design(const config::Sampling& sampling, std::span<const std::string> dimensions, Plan& plan) {
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t k = 0; k < dimensions.size(); ++k) places[dimensions[k]] = k;
  std::vector<DesignInput> inputs;
  const auto add = [&](const std::string& name) {
    inputs.push_back({{sampling.seed, stream_id(name)}, places.at(name)});
    return inputs.back().dimension;
  };
  for (Input& input : plan.inputs) input.dimension = add(input.name);
  if (plan.student) {
    for (const CorrelatedGroup& group : plan.groups)
      plan.copula_dimensions.push_back(add(copula_draw(plan.inputs[group.members.front()].name)));
  }
  const auto replicates = static_cast<std::uint32_t>(sampling.replicates);
  plan.trials = planned_trials(sampling);
  plan.independent = std::make_shared<const Design>(config::Method::monte_carlo, plan.trials, 1, inputs);
  plan.design = std::make_shared<const Design>(sampling.method, plan.trials, replicates, std::move(inputs));
}

std::optional<StopPlan> stop_plan(const std::optional<config::Stop>& stop, const Labels& labels) {
  if (!stop) return std::nullopt;
  const VariableId id = *find_variable(stop->variable);
  return StopPlan{id, *find_cell(labels, variable(id), stop->index, stop->year), stop->quantile, stop->relative_error};
}

void choose_outputs(const config::Outputs& outputs, Plan& plan) {
  const std::unordered_set<std::string> asked(outputs.variables.begin(), outputs.variables.end());
  for (const Variable& variable : variables()) {
    const bool keep = asked.empty() || asked.contains(std::string(variable.name));
    if (keep && plan.layout.cells(variable.id) > 0) plan.wanted.push_back(variable.id);
  }
  plan.thresholds.resize(kVariables);
  for (const auto& [name, values] : outputs.thresholds) {
    plan.thresholds[static_cast<std::size_t>(*find_variable(name))] = values;
  }
}

}  // namespace

Plan compile(const config::Scenario& scenario) { return compile(scenario, dimension_order(scenario)); }

Plan compile(const config::Scenario& scenario, std::span<const std::string> dimensions) {
  Plan plan;
  RowTable rows(scenario, plan);
  add_uncertain_numbers(scenario, rows);
  add_shocks(scenario, rows);
  plan.model = model_rows(scenario, rows);
  plan.layout = Layout(plan.model.sizes);
  plan.labels = labels(scenario);
  correlate_inputs(scenario, rows, plan);
  make_design(scenario.sampling, dimensions, plan);
  plan.stop = stop_plan(scenario.sampling.stop, plan.labels);
  plan.samples = std::min(scenario.outputs.samples, plan.trials);
  plan.probabilities = scenario.outputs.quantiles;
  choose_outputs(scenario.outputs, plan);
  plan.sensitivity = sensitivity_plan(scenario.sensitivity, plan);
  for (const config::Observation& seen : scenario.observations) {
    const VariableId id = *find_variable(seen.variable);
    plan.evidence.push_back({id, *find_cell(plan.labels, variable(id), seen.index, seen.year), seen.value, seen.sd, seen.relative});
  }
  plan.rounding = {scenario.sampling.seed, stream_id("observations")};
  plan.ledger = ledger(scenario.claims);
  plan.claims = claim_links(scenario, plan.labels);
  plan.model.needed = needed_variables(plan.wanted);
  return plan;
}

}  // namespace cellcast::sim
