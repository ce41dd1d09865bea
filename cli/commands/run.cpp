#include "sim/engine/run/run.hpp"

#include <filesystem>
#include <map>

#include "base/real_path.hpp"
#include "cli/commands/commands.hpp"
#include "cli/parse/processor.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/text_target.hpp"
#include "cli/terminal/watching.hpp"
#include "cli/terminal/written.hpp"
#include "output/result/result_file.hpp"
#include "study/batch.hpp"
#include "study/overwriting.hpp"
#include "study/scenarios.hpp"

namespace cellcast::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_two(const std::string& path, const std::string& first, const std::string& second) {
  if (first == second) throw UsageError("two scenarios are named '" + first + "', so their results would be one file; rename one");
  throw UsageError(path + ": would be of '" + first + "' and of '" + second +
                   "' (a symbolic link makes their results one file) remove the link");
}

/// Where each scenario's results go. Throws UsageError where two would go to one place, also by a link; OutputError where a scenario or a
/// file of a work folder would be overwritten.
std::vector<std::string> output_paths(const RunArguments& arguments, const std::vector<config::Scenario>& scenarios) {
  if (!arguments.output.empty() && scenarios.size() > 1) {
    throw UsageError("-o names one file, but there are " + std::to_string(scenarios.size()) + " scenarios; use --out-dir");
  }
  std::vector<std::string> paths;
  std::map<std::string, std::string> taken;  // by the file that a path leads to: the scenario that goes there
  for (const config::Scenario& scenario : scenarios) {
    const std::string path = arguments.output.empty() ? (fs::path(arguments.out_dir) / (scenario.name + ".h5")).string() : arguments.output;
    const auto [at, is_new] = taken.emplace(base::real_path(path), scenario.name);
    if (!is_new) refuse_two(path, at->second, scenario.name);
    for (const config::Scenario& input : scenarios) study::refuse_overwriting(input, path);
    paths.push_back(path);
  }
  return paths;
}

}  // namespace

int run(const RunArguments& arguments) {
  refuse_standard_output(arguments.output);
  const sim::Isa isa = wanted_isa();
  std::vector<config::Scenario> scenarios = study::load_all(arguments.scenarios, arguments.overrides, watching());
  study::require_batch(scenarios);
  const std::vector<std::string> paths = output_paths(arguments, scenarios);
  const std::atomic<bool>& stop = stop_on_signals();

  // All outputs are opened first: an unwritable one is found now, not after hours.
  std::vector<output::ResultFile> files;
  files.reserve(paths.size());
  for (const std::string& path : paths) files.emplace_back(path, arguments.force ? output::IfExists::replace : output::IfExists::refuse);
  // And none is written before all are known: a batch that is stopped leaves nothing.
  const std::vector<sim::Results> results = study::simulate_batch(scenarios, {isa, arguments.threads}, watching(&stop));
  std::vector<Written> written;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    scenarios[i].sampling.trials = results[i].trials;
    written.push_back({scenarios[i].name, paths[i], scenarios[i].sampling});
  }
  const std::string said = written_results(written, arguments.json);  // once the files are there, nothing may go wrong
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    const config::Scenario& scenario = scenarios[i];
    try {
      files[i].write(scenario, {scenario.sources.front().text, config::resolved(scenario), config::repaired_correlations(scenario)},
                     results[i], &stop);
    } catch (const sim::Stopped&) {
      if (i == 0) throw;
      throw StoppedAfter(std::span(written).first(i));
    }
  }

  say_written(written, said);
  return kDone;
}

}  // namespace cellcast::cli
