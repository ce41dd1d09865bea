#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "config/schema/keys.hpp"
#include "sim/plan/planned_trials.hpp"
#include "sim/model/needs.hpp"
#include "sim/plan/calendar.hpp"
#include "sim/plan/correlation_pairs.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/plan/model_rows.hpp"
#include "sim/plan/plan.hpp"
#include "sim/plan/programs.hpp"
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
  const VariableId id = *labels.find_variable(stop->variable);
  return StopPlan{id, *find_cell(labels, labels.variable(id), stop->index, stop->year), stop->quantile, stop->relative_error};
}

void choose_outputs(const config::Outputs& outputs, Plan& plan) {
  const std::unordered_set<std::string> asked(outputs.variables.begin(), outputs.variables.end());
  for (std::size_t v = 0; v < plan.labels.variables(); ++v) {
    const auto id = static_cast<VariableId>(v);
    const bool keep = asked.empty() || asked.contains(plan.labels.variable(id).name);
    if (keep && plan.layout.cells(id) > 0) plan.wanted.push_back(id);
  }
  for (const auto& [name, values] : outputs.thresholds) plan.thresholds[index(*plan.labels.find_variable(name))] = values;
}

void add_evidence(const std::vector<config::Observation>& observations, Plan& plan) {
  for (const config::Observation& seen : observations) {
    const VariableId id = *plan.labels.find_variable(seen.variable);
    const Variable& variable = plan.labels.variable(id);
    plan.evidence.push_back({id, *find_cell(plan.labels, variable, seen.index, seen.year), seen.on_basis(), seen.sd_on_basis(), seen.relative});
  }
}

/// What is observed, and what is asked.
void choose_questions(std::size_t outputs, Plan& plan) {
  for (const Evidence& evidence : plan.evidence) plan.wanted.push_back(evidence.variable);
  for (std::size_t k = outputs; k < plan.labels.derived.size(); ++k) plan.questions.push_back(derived_id(k));
  plan.wanted.insert(plan.wanted.end(), plan.questions.begin(), plan.questions.end());
  std::ranges::sort(plan.wanted);
  plan.wanted.erase(std::unique(plan.wanted.begin(), plan.wanted.end()), plan.wanted.end());
}

/// The derived outputs and questions that are wanted, and what the model computes for them.
void make_programs(const Programs& programs, Plan& plan) {
  plan.program = programs.program(plan.wanted);
  plan.model.needed = needed_variables(programs.model_outputs(plan.wanted));
  std::vector<VariableId> all;
  for (std::size_t k = 0; k < plan.labels.derived.size(); ++k) all.push_back(derived_id(k));
  plan.whole_program = programs.program(all);
}

/// What plans of a scenario's own outputs and of questions have in common.
struct Compilation {
  Compilation(const config::Scenario& scenario, std::span<const std::string> dimensions, std::span<const Question> questions,
              const Plan* base)
      : outputs(derived_outputs(scenario)), rows(scenario, plan), programs(scenario, outputs, questions, base, rows) {
    add_inputs(scenario, rows);
    plan.model = model_rows(scenario, rows);
    plan.labels = programs.labels();
    std::vector<std::size_t> cells;
    for (const Variable& variable : plan.labels.derived) cells.push_back(cells_of(AxisSet(variable.axes), plan.labels));
    plan.layout = Layout(plan.model.sizes, cells);
    plan.thresholds.resize(plan.labels.variables());
    correlate_inputs(scenario, rows, plan);
    make_design(scenario.sampling, dimensions, plan);
    plan.probabilities = scenario.outputs.quantiles;
    add_evidence(scenario.observations, plan);
    plan.rounding = {scenario.sampling.seed, stream_id("observations")};
  }

  Plan plan;
  DerivedOutputs outputs;
  RowTable rows;
  Programs programs;
};

}  // namespace

Plan compile(const config::Scenario& scenario) { return compile(scenario, dimension_order(scenario)); }

Plan compile(const config::Scenario& scenario, std::span<const std::string> dimensions) {
  Compilation compilation(scenario, dimensions, {}, nullptr);
  Plan& plan = compilation.plan;
  plan.stop = stop_plan(scenario.sampling.stop, plan.labels);
  plan.samples = std::min(scenario.outputs.samples, plan.trials);
  choose_outputs(scenario.outputs, plan);
  plan.sensitivity = sensitivity_plan(scenario.sensitivity, plan);
  plan.ledger = ledger(scenario.claims);
  plan.claims = claim_links(scenario, plan.labels);
  make_programs(compilation.programs, plan);
  return std::move(plan);
}

Plan compile_questions(const config::Scenario& scenario, std::span<const std::string> dimensions, std::span<const Question> questions,
                       const Plan* base) {
  Compilation compilation(scenario, dimensions, questions, base);
  choose_questions(scenario.derived.size(), compilation.plan);
  make_programs(compilation.programs, compilation.plan);
  return std::move(compilation.plan);
}

}  // namespace cellcast::sim
