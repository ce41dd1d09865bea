#include "sim/engine/run.hpp"

#include <filesystem>
#include <iostream>
#include <set>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/processor.hpp"
#include "cli/progress.hpp"
#include "cli/scenarios.hpp"
#include "cli/signals.hpp"
#include "output/json.hpp"
#include "output/result_file.hpp"
#include "sim/check_design.hpp"
#include "sim/dimensions.hpp"

namespace cellcast::cli {
namespace {

namespace fs = std::filesystem;

/// Where each scenario's results go. Throws UsageError where two would go to one place, OutputError where a scenario would be overwritten.
std::vector<std::string> output_paths(const RunArguments& arguments, const std::vector<config::Scenario>& scenarios) {
  if (!arguments.output.empty() && scenarios.size() > 1) {
    throw UsageError("-o names one file, but there are " + std::to_string(scenarios.size()) + " scenarios; use --out-dir");
  }
  std::vector<std::string> paths;
  std::set<std::string> seen;
  for (const config::Scenario& scenario : scenarios) {
    const std::string path = arguments.output.empty() ? (fs::path(arguments.out_dir) / (scenario.name + ".h5")).string() : arguments.output;
    if (!seen.insert(path).second)
      throw UsageError("two scenarios are named '" + scenario.name + "', so their results would be one file; rename one");
    for (const config::Scenario& input : scenarios) refuse_overwriting(input, path);
    paths.push_back(path);
  }
  return paths;
}

std::string summary(const RunArguments& arguments, const std::vector<config::Scenario>& scenarios, const std::vector<std::string>& paths) {
  std::string text;
  if (!arguments.json) {
    for (const std::string& path : paths) text += path + "\n";
    return text;
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    text += std::string(text.empty() ? "" : ", ") + "{\"name\": " + output::json_text(scenarios[i].name) +
            ", \"file\": " + output::json_text(paths[i]) + ", \"trials\": " + std::to_string(scenarios[i].sampling.trials) +
            ", \"seed\": \"" + std::to_string(scenarios[i].sampling.seed) + "\"}";
  }
  return "{\"schema\": \"cellcast-run-1\", \"results\": [" + text + "]}\n";
}

/// The most trials were not enough for the scenario's stopping rule.
std::string not_reached(const config::Scenario& scenario, const sim::StopOutcome& outcome) {
  char text[200];
  std::snprintf(text, sizeof text,
                ": warning: after all %llu trials the relative error is %.3g, the target %.3g; allow more `max_trials`\n",
                static_cast<unsigned long long>(outcome.trials), outcome.relative_error, scenario.sampling.stop->relative_error);
  return scenario.name + text;
}

sim::Results simulate(const config::Scenario& scenario, std::span<const std::string> dimensions, sim::Isa isa, int threads,
                      const std::atomic<bool>& stop) {
  sim::Plan plan = sim::compile(scenario, dimensions);
  plan.kernel = &sim::kernel(isa);
  sim::RunOptions options{threads, {}, &stop};
  sim::Results results;
  {
    Progress progress(scenario.name, plan.trials);
    options.progress = std::ref(progress);
    results = sim::run(plan, options);
  }
  if (stop) throw sim::Stopped();
  if (results.stop && !results.stop->is_reached) std::cerr << not_reached(scenario, *results.stop);
  return results;
}

}  // namespace

int run(const RunArguments& arguments) {
  const sim::Isa isa = wanted_isa();
  std::vector<config::Scenario> scenarios = load_all(arguments.scenarios, arguments.overrides);
  try {
    sim::check_batch(scenarios);
  } catch (const config::ScenarioError& error) {
    throw BadScenarios(error.what());
  }
  const std::vector<std::string> dimensions = sim::dimension_order(scenarios);
  const std::vector<std::string> paths = output_paths(arguments, scenarios);
  const std::atomic<bool>& stop = stop_on_signals();

  // All outputs are opened first: an unwritable one is found now, not after hours.
  std::vector<output::ResultFile> files;
  files.reserve(paths.size());
  for (const std::string& path : paths) files.emplace_back(path, arguments.force ? output::IfExists::replace : output::IfExists::refuse);
  // And none is written before all are known: a batch that is stopped leaves nothing.
  std::vector<sim::Results> results;
  results.reserve(scenarios.size());
  for (const config::Scenario& scenario : scenarios) results.push_back(simulate(scenario, dimensions, isa, arguments.threads, stop));
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    config::Scenario& scenario = scenarios[i];
    scenario.sampling.trials = results[i].trials;
    files[i].write(scenario, {scenario.sources.front().text, config::resolved(scenario), config::repaired_correlations(scenario)},
                   results[i]);
  }

  std::cout << summary(arguments, scenarios, paths);
  return kDone;
}

}  // namespace cellcast::cli
