#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/processor.hpp"
#include "cli/signals.hpp"
#include "cli/target_file.hpp"
#include "cli/text_target.hpp"
#include "cli/work_runner.hpp"

namespace cellcast::cli {

int merge(const MergeArguments& arguments) {
  refuse_standard_output(arguments.output);
  stop_on_signals_of_clusters();  // before there is a partial file that a signal would leave behind
  const output::WorkFolder folder(arguments.folder);
  Job job = job_of(arguments.folder + "/plan", folder.plan(), wanted_isa());
  TargetFile file(job, arguments.output, arguments.folder, arguments.force);
  WorkRunner runner(folder, job, arguments.threads);
  runner.require_complete();
  runner.write(file, arguments.json);
  return kDone;
}

}  // namespace cellcast::cli
