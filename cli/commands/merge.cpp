#include "cli/commands/commands.hpp"
#include "cli/commands/write_target.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/text_target.hpp"
#include "cli/terminal/watching.hpp"

namespace cellcast::cli {
namespace {

struct MergeArguments {
  std::string folder, output;
  int threads = 0;  ///< 0: as many as the machine has
  bool force = false, json = false;
};

void declare(Options& options, MergeArguments& arguments) {
  add_folder(options, arguments.folder);
  add_result(options, arguments.output, arguments.force, "result file (default: NAME.h5)");
  add_threads(options, arguments.threads);
  options.flag("--json", arguments.json, "say what was written as JSON");
}

int execute(const MergeArguments& arguments) {
  refuse_standard_output(arguments.output);
  const study::Watch watch = watching(&stop_on_signals_of_clusters());  // before there is a partial file that a signal would leave behind
  const output::WorkFolder folder(arguments.folder);
  study::Job job = study::job_of(arguments.folder + "/plan", folder.plan(), wanted_isa(), watch);
  study::TargetFile file(job, arguments.output, arguments.folder, if_exists(arguments.force));
  study::WorkRunner runner(folder, job, arguments.threads, watch);
  runner.require_complete();
  write_and_say([&] { runner.write(file); }, file, job, arguments.json);
  return kDone;
}

}  // namespace

Command merge() { return make_command<MergeArguments>("merge", "put the shards of a work folder together", declare, execute); }

}  // namespace cellcast::cli
