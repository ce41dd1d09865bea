#include "sim/engine/run/run.hpp"

#include <filesystem>
#include <map>

#include "base/error.hpp"
#include "base/real_path.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/run_work.hpp"
#include "cli/commands/write_target.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/parse/readers.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/text_target.hpp"
#include "cli/terminal/watching.hpp"
#include "cli/terminal/written.hpp"
#include "config/write/resolved.hpp"
#include "output/result/result_file.hpp"
#include "sim/check/design.hpp"
#include "study/batch.hpp"
#include "study/overwriting.hpp"
#include "study/scenarios.hpp"

namespace cellcast::cli {
namespace {

struct RunArguments : JobArguments {
  std::vector<std::string> scenarios;
  std::string out_dir = ".";  ///< where NAME.h5 goes
};

void declare(Options& options, RunArguments& arguments) {
  options.word("scenarios", arguments.scenarios, "SCENARIO", "scenario files; several are one paired batch: same input name, same draws");
  options.value("-o,--output", arguments.output, "FILE", "result file, for a single scenario (default: NAME.h5)").read_by(file_name);
  options.value("--out-dir", arguments.out_dir, "DIR", "folder for result files").show_default().read_by(file_name).excludes("--output");
  add_drawing(options, arguments.overrides, arguments.threads);
  options.flag("--force", arguments.force, "replace existing results");
  options.flag("--json", arguments.json, "say what was written as JSON");
  add_work(options, arguments.work, arguments.shard).excludes("--out-dir");
}

namespace fs = std::filesystem;

[[noreturn]] void refuse_two(const std::string& path, const std::string& first, const std::string& second) {
  if (first == second) throw base::UsageError("two scenarios are named '" + first + "', so their results would be one file; rename one");
  throw base::UsageError(path + ": would be of '" + first + "' and of '" + second +
                   "' (a symbolic link makes their results one file) remove the link");
}

/// Where each scenario's results go. Throws UsageError where two would go to one place, also by a link; OutputError where a scenario or a
/// file of a work folder would be overwritten.
std::vector<std::string> output_paths(const RunArguments& arguments, const std::vector<config::Scenario>& scenarios) {
  if (!arguments.output.empty() && scenarios.size() > 1) {
    throw base::UsageError("-o names one file, but there are " + std::to_string(scenarios.size()) + " scenarios; use --out-dir");
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

int run_work(const RunArguments& arguments) {
  refuse_standard_output(arguments.output);
  if (arguments.scenarios.size() > 1)
    throw base::UsageError("a work folder holds one run, but there are " + std::to_string(arguments.scenarios.size()) + " scenarios");
  const study::Watch watch = watching(&stop_on_signals_of_clusters());  // before there is a partial file that a signal would leave behind
  study::Job job(study::load_one(arguments.scenarios.front(), arguments.overrides, watch), wanted_isa());
  if (arguments.shard) return run_shard(arguments, job, watch);
  const std::string path = arguments.output.empty() ? arguments.out_dir + "/" + job.name() + ".h5" : arguments.output;
  study::TargetFile file(job, path, arguments.work, if_exists(arguments.force));
  return run_kept(arguments, job, file, watch);
}

int execute(const RunArguments& arguments) {
  if (!arguments.work.empty()) return run_work(arguments);
  refuse_standard_output(arguments.output);
  const sim::Isa isa = wanted_isa();
  std::vector<config::Scenario> scenarios = study::load_all(arguments.scenarios, arguments.overrides, watching());
  sim::check_batch(scenarios);
  const std::vector<std::string> paths = output_paths(arguments, scenarios);
  const std::atomic<bool>& stop = stop_on_signals();

  // All outputs are opened first: an unwritable one is found now, not after hours.
  std::vector<output::ResultFile> files;
  files.reserve(paths.size());
  for (const std::string& path : paths) files.emplace_back(path, arguments.force ? output::IfExists::replace : output::IfExists::refuse);
  // And none is written before all are known: a batch that is stopped leaves nothing.
  const std::vector<study::Finished> finished =
      study::run_batch(std::move(scenarios), {isa, arguments.threads}, watching(&stop));
  std::vector<Written> written;
  for (std::size_t i = 0; i < finished.size(); ++i) written.push_back({finished[i].scenario.name, paths[i], finished[i].scenario.sampling});
  const std::string said = written_results(written, arguments.json);  // once the files are there, nothing may go wrong
  for (std::size_t i = 0; i < finished.size(); ++i) {
    try {
      files[i].write(finished[i].scenario, finished[i].provenance, finished[i].results, &stop);
    } catch (const sim::Stopped&) {
      if (i == 0) throw;
      throw StoppedAfter(std::span(written).first(i));
    }
  }

  say_written(written, said);
  return kDone;
}

}  // namespace

Command run() { return make_command<RunArguments>("run", "simulate; one result file per scenario", declare, execute); }

}  // namespace cellcast::cli
