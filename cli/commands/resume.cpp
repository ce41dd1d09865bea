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
#include "study/grow.hpp"

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
    folder.grow(study::grown(folder, job->scenario(), *arguments.trials, arguments.tasks, watching()));
    job.emplace(study::job_of(name, folder.plan(), wanted_isa(), watch));
  }
  study::WorkRunner runner(folder, *job, arguments.threads, watch);
  runner.complete();
  if (file) {
    runner.require_complete();
    write_and_say([&] { runner.write(*file); }, *file, *job, arguments.json);
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
