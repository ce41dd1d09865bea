#include <algorithm>
#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/commands/target.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/parse/readers.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/progress.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/usage_error.hpp"
#include "cli/terminal/watching.hpp"
#include "output/hdf5/is_result.hpp"
#include "output/report/trace_report.hpp"
#include "output/result/method_name.hpp"
#include "output/result/result_reader.hpp"
#include "sim/check/design.hpp"
#include "sim/engine/findings/sensitivity.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/plan/labels.hpp"
#include "sim/results/recorded_dimensions.hpp"
#include "study/scenarios.hpp"

namespace cellcast::cli {
namespace {

struct TraceArguments {
  std::string source;  ///< a scenario file, or a result file, whose scenario it is
  config::Overrides overrides;
  std::optional<std::uint64_t> trial;
  std::optional<std::string> variable, index;
  std::optional<int> year;
  std::optional<double> quantile;  ///< (0, 1); given if and only if `trial` is not
  int threads = 0;                 ///< 0: as many as the machine has
  bool all = false, json = false;
};

void declare(Options& options, TraceArguments& arguments) {
  options.word("scenario", arguments.source, "SCENARIO|RESULT", "scenario file, or a result file, whose scenario is taken");
  options.value("--trial", arguments.trial, "I", "this trial; the first is 0").read_by(whole_number).excludes("--quantile");
  options.value("--quantile", arguments.quantile, "Q", "the trial at this quantile of --variable in --year: 0.95")
      .read_by(probability)
      .needs("--variable")
      .needs("--year");
  options.value("--variable", arguments.variable, "V", "output variable");
  options.value("--year", arguments.year, "Y", "its year").read_by(whole_number).needs("--quantile");
  options.value("--index", arguments.index, "LABELS", "its labels besides the year, joined by dots: power.us").needs("--quantile");
  add_sampling(options, arguments.overrides);
  add_threads(options, arguments.threads);
  add_set(options, arguments.overrides);
  add_repair(options, arguments.overrides);
  options.flag("--all", arguments.all, "all inputs and all variables");
  options.flag("--json", arguments.json, "as JSON, everything");
}

/// What is traced: a scenario, and how a run of it draws.
struct Source {
  config::Scenario scenario;
  std::vector<std::string> dimensions;
  std::optional<std::uint64_t> trials;            ///< where a run has told how many a stopping rule leaves
  std::optional<sim::Sensitivity> sensitivity{};  ///< where a run has told what drives its outputs
};

bool is_changed(const config::Overrides& overrides) {
  return !overrides.set.empty() || overrides.trials || overrides.seed || overrides.method || overrides.repair_correlations;
}

Source load_source(const TraceArguments& arguments) {
  if (!output::is_result(arguments.source)) {
    config::Scenario scenario = study::load_one(arguments.source, arguments.overrides, watching());
    std::vector<std::string> dimensions = sim::dimension_order(scenario);
    return {std::move(scenario), std::move(dimensions), {}};
  }
  output::StoredResult stored = output::read_result(arguments.source);
  config::Scenario scenario = study::load_embedded(arguments.source + ": /provenance/resolved", stored.provenance.scenario_resolved,
                                                   arguments.overrides, watching());
  std::vector<std::string> dimensions = sim::recorded_dimensions(scenario, stored.results);
  if (is_changed(arguments.overrides)) return {std::move(scenario), std::move(dimensions), {}};
  const std::uint64_t trials = stored.results.trials;
  if (trials == 0 || trials > scenario.sampling.trials) {
    throw output::ReadError(output::ReadError::Kind::data, arguments.source + ": cannot be used (its " + std::to_string(trials) +
                                                               " trials are not those of its scenario)");
  }
  return {std::move(scenario), std::move(dimensions), trials, std::move(stored.results.sensitivity)};
}

/// A plan that computes these variables (none: all) and keeps nothing besides.
sim::Plan plan_of(const Source& source, std::vector<std::string> variables, sim::Isa isa) {
  config::Scenario scenario = source.scenario;
  scenario.outputs.variables = std::move(variables);
  scenario.outputs.variable_places.clear();
  scenario.outputs.thresholds.clear();
  scenario.outputs.samples = 0;
  sim::Plan plan = sim::compile(scenario, source.dimensions);
  plan.kernel = &sim::kernel(isa);
  return plan;
}

/// The trials of a run: with a stopping rule those after which it would end, which takes a run to know.
std::uint64_t trials_of_run(const Source& source, sim::Isa isa, const sim::RunOptions& options) {
  if (source.trials) return *source.trials;
  if (!source.scenario.sampling.stop) return source.scenario.sampling.trials;
  return sim::run(plan_of(source, {source.scenario.sampling.stop->variable}, isa), options).trials;
}

sim::FoundTrial find(const Source& source, const sim::QuantileAddress& wanted, std::uint64_t trials, sim::Isa isa,
                     const sim::RunOptions& options) {
  std::vector<std::string> variables{std::string(sim::variable(wanted.variable).name)};
  if (source.scenario.sampling.stop) variables.push_back(source.scenario.sampling.stop->variable);
  const sim::Plan plan = plan_of(source, std::move(variables), isa);
  const std::uint64_t work = 2 * trials;  // rarely more
  Progress progress(source.scenario.name, work);
  sim::RunOptions watched = options;
  watched.progress = [&](std::uint64_t done) { progress(std::min(done, work)); };
  return sim::find_trial(plan, trials, wanted, watched);
}

/// What the inputs have of the variance of what was looked for: as the run has told, or from as many trials as it would take for that.
std::vector<double> shares(const Source& source, const sim::Plan& plan, const sim::QuantileAddress& wanted, std::uint64_t trials,
                           sim::Isa isa, const sim::RunOptions& options) {
  const sim::CellName cell = sim::cell_names(plan.labels, sim::variable(wanted.variable)).at(wanted.cell);
  const auto found = [&](const std::optional<sim::Sensitivity>& sensitivity) {
    return sensitivity ? sim::first_order_shares(*sensitivity, plan.inputs, wanted.variable, cell) : std::nullopt;
  };
  if (const auto told = found(source.sensitivity)) return *told;
  const std::string name(sim::variable(wanted.variable).name);
  Source asking{source.scenario, source.dimensions, {}};
  config::SensitivitySettings& settings = asking.scenario.sensitivity;
  const std::uint64_t few = std::min(trials, settings.trials);
  settings = {};
  settings.trials = few;
  settings.year = cell.year;
  settings.variables = {name};
  asking.scenario.sampling.stop.reset();
  return found(sim::find_drivers(plan_of(asking, {name}, isa), options)).value_or(std::vector<double>{});
}

void require_trial(std::uint64_t trial, std::uint64_t trials) {
  if (trial < trials) return;
  throw UsageError("--trial: there is no trial " + std::to_string(trial) + " (the run has " + std::to_string(trials) + ", from 0 to " +
                   std::to_string(trials - 1) + ")");
}

int execute(const TraceArguments& arguments) {
  if (!arguments.trial && !arguments.quantile)
    throw UsageError("trace: which trial? give --trial, or --variable, --year and --quantile; see 'cellcast trace --help'");
  const sim::Isa isa = wanted_isa();
  const std::optional<sim::VariableId> also = arguments.variable ? std::optional(output_variable(*arguments.variable)) : std::nullopt;
  const Source source = load_source(arguments);
  std::optional<sim::QuantileAddress> wanted;
  if (arguments.quantile)
    wanted = quantile_address({*arguments.variable, arguments.index.value_or(""), *arguments.year, *arguments.quantile},
                              sim::labels(source.scenario));
  const std::atomic<bool>& stop = stop_on_signals();
  const sim::RunOptions options{arguments.threads, {}, &stop};
  const std::uint64_t trials = trials_of_run(source, isa, options);
  if (arguments.trial) require_trial(*arguments.trial, trials);
  std::optional<sim::FoundTrial> found;
  if (wanted) found = find(source, *wanted, trials, isa, options);
  if (stop) throw sim::Stopped();

  const sim::Plan plan = plan_of(source, {}, isa);
  const config::Sampling& sampling = source.scenario.sampling;
  const output::TraceSubject subject{
      &plan,
      {source.scenario.name, source.scenario.title, output::method_name(sampling.method), std::to_string(sampling.seed)},
      trials,
      sim::replay(plan, found ? found->trial : *arguments.trial),
      wanted,
      found,
      wanted ? shares(source, plan, *wanted, trials, isa, options) : std::vector<double>{}};
  const output::Detail detail = arguments.all ? output::Detail::all : output::Detail::story;
  std::cout << (arguments.json ? output::trace_json(subject) : output::trace_text(subject, detail, also));
  return kDone;
}

}  // namespace

Command trace() {
  return make_command<TraceArguments>("trace", "explain one trial: its inputs, then every variable by year", declare, execute);
}

}  // namespace cellcast::cli
