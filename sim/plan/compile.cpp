#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "config/schema/keys.hpp"
#include "sim/plan/planned_trials.hpp"
#include "sim/model/needs.hpp"
#include "sim/plan/calendar.hpp"
#include "sim/plan/correlation_pairs.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/plan/labels.hpp"
#include "sim/plan/model_rows.hpp"
#include "sim/plan/plan.hpp"
#include "sim/plan/row_table.hpp"
#include "sim/plan/sensitivity_plan.hpp"

namespace cellcast::sim {
namespace {

void add_uncertain_numbers(const std::vector<const config::Number*>& numbers, RowTable& rows) {
  for (const config::Number* number : numbers) {
    const auto* distribution = std::get_if<config::Distribution>(&number->value);
    if (!distribution) continue;
    rows.add_input(number->path, number->key != nullptr ? std::string(number->key->unit) : "", *distribution);
  }
}

void add_shocks(const std::vector<std::string>& kinds, const config::Horizon& horizon, RowTable& rows) {
  for (const std::string& kind : kinds) {
    for (int year = horizon.base_year + 1; year <= horizon.end_year; ++year)
      rows.add_input(shock_name(kind, year), "1", {config::Normal{0, 1}});
  }
}

void add_inputs(const config::Scenario& scenario, RowTable& rows) {
  add_uncertain_numbers(config::first_numbers(scenario), rows);
  add_shocks(config::first_shock_kinds(scenario), scenario.horizon, rows);
  add_uncertain_numbers(config::later_numbers(scenario), rows);
  add_shocks(config::later_shock_kinds(scenario), scenario.horizon, rows);
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
  add_inputs(scenario, rows);
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
    plan.evidence.push_back({id, *find_cell(plan.labels, variable(id), seen.index, seen.year), seen.on_basis(), seen.sd_on_basis(), seen.relative});
  }
  plan.rounding = {scenario.sampling.seed, stream_id("observations")};
  plan.ledger = ledger(scenario.claims);
  plan.claims = claim_links(scenario, plan.labels);
  plan.model.needed = needed_variables(plan.wanted);
  return plan;
}

}  // namespace cellcast::sim
