#include "study/trace.hpp"

#include <algorithm>

#include "output/files/read_error.hpp"
#include "output/hdf5/is_result.hpp"
#include "output/result/result_reader.hpp"
#include "sim/engine/findings/sensitivity.hpp"
#include "sim/engine/run/run.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/plan/labels.hpp"
#include "sim/results/recorded_dimensions.hpp"
#include "study/refusals.hpp"
#include "study/scenarios.hpp"

namespace cellcast::study {

bool is_changed(const config::Overrides& overrides) {
  return !overrides.set.empty() || overrides.trials || overrides.seed || overrides.method || overrides.repair_correlations;
}

Source source_of(config::Scenario scenario) {
  std::vector<std::string> dimensions = sim::dimension_order(scenario);
  return {std::move(scenario), std::move(dimensions), {}};
}

Source source_of(const std::string& file, config::Scenario scenario, const sim::Results& results) {
  if (results.trials == 0 || results.trials > scenario.sampling.trials) {
    throw output::ReadError(output::ReadError::Kind::data, file + ": cannot be used (its " + std::to_string(results.trials) +
                                                               " trials are not those of its scenario)");
  }
  std::vector<std::string> dimensions = sim::recorded_dimensions(scenario, results);
  return {std::move(scenario), std::move(dimensions), results.trials, results.sensitivity};
}

Source load_source(const std::string& file, const config::Overrides& overrides, const Watch& watch) {
  if (!output::is_result(file)) return source_of(load_one(file, overrides, watch));
  const output::StoredResult stored = output::read_result(file);
  config::Scenario scenario =
      load_embedded(file + ": /provenance/resolved", stored.provenance.scenario_resolved, overrides, watch);
  if (!is_changed(overrides)) return source_of(file, std::move(scenario), stored.results);
  std::vector<std::string> dimensions = sim::recorded_dimensions(scenario, stored.results);
  return {std::move(scenario), std::move(dimensions), {}};
}

namespace {

/// A plan that computes these variables (none: all) and keeps nothing besides.
sim::Plan plan_of(const Source& source, std::vector<std::string> variables) {
  config::Scenario scenario = source.scenario;
  scenario.outputs.variables = std::move(variables);
  scenario.outputs.variable_places.clear();
  scenario.outputs.thresholds.clear();
  scenario.outputs.samples = 0;
  return sim::compile(scenario, source.dimensions);
}

sim::FoundTrial find(const Source& source, const sim::QuantileAddress& wanted, std::uint64_t trials,
                     const sim::RunOptions& options, const Watch& watch) {
  const std::string name = sim::labels(source.scenario).variable(wanted.variable).name;
  std::vector<std::string> variables{name};
  if (source.scenario.sampling.stop) variables.push_back(source.scenario.sampling.stop->variable);
  const sim::Plan plan = plan_of(source, std::move(variables));
  const std::uint64_t work = 2 * trials;  // rarely more
  const Watch::Done progress = watch.begin(source.scenario.name, work);
  sim::RunOptions watched = options;
  watched.progress = [&](std::uint64_t done) {
    if (progress) progress(std::min(done, work));
  };
  return sim::find_trial(plan, trials, wanted, watched);
}

/// What the inputs have of the variance of what was looked for: as the run has told, or from as many trials as it would take for that.
std::vector<double> shares(const Source& source, const sim::Plan& plan, const sim::QuantileAddress& wanted, std::uint64_t trials,
                           const sim::RunOptions& options) {
  const sim::CellName cell = sim::cell_names(plan.labels, plan.labels.variable(wanted.variable)).at(wanted.cell);
  const auto found = [&](const std::optional<sim::Sensitivity>& sensitivity) {
    return sensitivity ? sim::first_order_shares(*sensitivity, plan.inputs, wanted.variable, cell) : std::nullopt;
  };
  if (const auto told = found(source.sensitivity)) return *told;
  const std::string name = plan.labels.variable(wanted.variable).name;
  Source asking{source.scenario, source.dimensions, {}};
  config::SensitivitySettings& settings = asking.scenario.sensitivity;
  const std::uint64_t few = std::min(trials, settings.trials);
  settings = {};
  settings.trials = few;
  settings.year = cell.year != 0 ? cell.year : plan.labels.years.back();
  settings.variables = {name};
  asking.scenario.sampling.stop.reset();
  return found(sim::find_drivers(plan_of(asking, {name}), options)).value_or(std::vector<double>{});
}

}  // namespace

std::uint64_t trials_of_run(const Source& source, const sim::RunOptions& options) {
  if (source.trials) return *source.trials;
  if (!source.scenario.sampling.stop) return source.scenario.sampling.trials;
  return sim::run(plan_of(source, {source.scenario.sampling.stop->variable}), options).trials;
}

Trace trace(const Source& source, const std::variant<std::uint64_t, sim::QuantileAddress>& which, const Machine& machine,
            const Watch& watch) {
  const sim::RunOptions options = options_of(machine, watch);
  const std::uint64_t trials = trials_of_run(source, options);
  const auto* const number = std::get_if<std::uint64_t>(&which);
  const auto* const wanted = std::get_if<sim::QuantileAddress>(&which);
  if (number != nullptr && *number >= trials) throw NoSuchTrial(*number, trials);
  std::optional<sim::FoundTrial> found;
  if (wanted != nullptr) found = find(source, *wanted, trials, options, watch);
  sim::stop_if_told(options);

  Trace trace{std::make_unique<const sim::Plan>(plan_of(source, {})), {}};
  const sim::Plan& plan = *trace.plan;
  const config::Sampling& sampling = source.scenario.sampling;
  trace.subject = {.plan = &plan,
                   .run = {source.scenario.name, source.scenario.title, config::word_of(sampling.method), std::to_string(sampling.seed)},
                   .trials = trials,
                   .trial = sim::replay(plan, found ? found->trial : *number, machine.isa),
                   .wanted = wanted != nullptr ? std::optional(*wanted) : std::nullopt,
                   .found = found,
                   .shares = wanted != nullptr ? shares(source, plan, *wanted, trials, options) : std::vector<double>{}};
  return trace;
}

}  // namespace cellcast::study
