#include <iostream>
#include <optional>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/write_target.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/parse/readers.hpp"
#include "cli/parse/trial_number.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/text_target.hpp"
#include "cli/terminal/watching.hpp"
#include "config/write/resolved.hpp"
#include "output/files/read_error.hpp"
#include "sim/random/design/design.hpp"
#include "study/scenarios.hpp"

namespace cellcast::cli {
namespace {

struct ResumeArguments {
  std::string folder;
  std::string output;                   ///< to merge into; empty: no merge
  std::optional<std::uint64_t> trials;  ///< that the run is to have; of `extend` alone
  std::optional<std::uint64_t> tasks;   ///< that the trials to add are divided among
  int threads = 0;                      ///< 0: as many as the machine has
  bool force = false, json = false;
};

void declare(Options& options, ResumeArguments& arguments) {
  add_folder(options, arguments.folder);
  add_result(options, arguments.output, arguments.force, "merge into this result file at the end");
  add_threads(options, arguments.threads);
  options.flag("--json", arguments.json, "say what was done as JSON");
}

void declare_extend(Options& options, ResumeArguments& arguments) {
  declare(options, arguments);
  options.value("--trials", arguments.trials, "M", "trials that the run is to have in all: 1000000, 1e6, 100k, 1M")
      .read_by(trial_number)
      .require();
  options.value("--tasks", arguments.tasks, "N", "shards to divide the added trials into (default: shards as large as those there are)")
      .read_by(whole_number)
      .within(1, kMostTasks);
}

[[noreturn]] void refuse(const std::string& folder, const std::string& why) {
  throw output::ReadError(output::ReadError::Kind::data, folder + ": cannot be extended (" + why + ")");
}

/// The plan with more trials: what a run of so many would have been from the first.
output::WorkPlan grown(const output::WorkFolder& folder, const config::Scenario& now, std::uint64_t trials,
                       std::optional<std::uint64_t> tasks) {
  if (const std::string why = output::why_not_growing(now); !why.empty()) refuse(folder.path(), why + "; run it anew with --trials");
  config::Overrides overrides;
  overrides.trials = trials;
  if (folder.plan().default_drivers)
    overrides.set.push_back("sensitivity.trials=" + std::to_string(config::default_sensitivity_trials(trials)));
  const config::Scenario larger =
      study::load_embedded(folder.path() + "/plan", folder.plan().provenance.scenario_resolved, overrides, watching());
  const std::uint64_t before = folder.plan().trials(), after = larger.sampling.trials;
  if (after <= before)
    refuse(folder.path(), "it has " + std::to_string(before) + " trials already; --trials says how many there are to be in all");
  const std::uint64_t added = after - before, usual = (before * folder.plan().points + folder.plan().tasks() - 1) / folder.plan().tasks();
  output::WorkPlan plan = folder.plan();
  plan.provenance.scenario_resolved = config::resolved(larger);
  plan.stages.push_back({after, std::min(added * plan.points, tasks ? *tasks : (added * plan.points + usual - 1) / usual)});
  return plan;
}

std::string summary(const ResumeArguments& arguments, const output::WorkFolder& folder) {
  const std::string tasks = std::to_string(folder.plan().tasks()), trials = std::to_string(folder.plan().trials());
  if (arguments.json)
    return "{\"schema\": \"cellcast-resume-1\", \"work\": " + base::json_text(folder.path()) + ", \"shards\": " + tasks +
           ", \"trials\": " + trials + "}\n";
  const std::string path = base::printable(folder.path());
  return path + ": all " + tasks + " shards of " + trials + " trials are done; `cellcast merge " + path + "` puts them together\n";
}

int execute(const ResumeArguments& arguments) {
  refuse_standard_output(arguments.output);
  const study::Watch watch = watching(&stop_on_signals_of_clusters());  // before there is a partial file that a signal would leave behind
  output::WorkFolder folder(arguments.folder);
  const std::string name = arguments.folder + "/plan";
  std::optional<study::Job> job(study::job_of(name, folder.plan(), wanted_isa(), watch));
  std::optional<study::TargetFile> file;
  if (!arguments.output.empty()) file.emplace(*job, arguments.output, arguments.folder, if_exists(arguments.force));
  if (arguments.trials && *arguments.trials != folder.plan().trials()) {
    folder.grow(grown(folder, job->scenario(), *arguments.trials, arguments.tasks));
    job.emplace(study::job_of(name, folder.plan(), wanted_isa(), watch));
  }
  study::WorkRunner runner(folder, *job, arguments.threads, watch);
  runner.complete();
  if (file) {
    runner.require_complete();
    write_and_say(runner, *file, *job, arguments.json);
  } else {
    std::cout << summary(arguments, folder);
  }
  return kDone;
}

}  // namespace

Command resume() { return make_command<ResumeArguments>("resume", "compute here what is not done of a work folder", declare, execute); }

Command extend() {
  return make_command<ResumeArguments>("extend", "add trials to the run of a work folder, and compute what is not done", declare_extend,
                                       execute);
}

}  // namespace cellcast::cli
