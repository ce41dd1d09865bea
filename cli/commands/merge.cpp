#include "cli/commands/commands.hpp"
#include "cli/parse/processor.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/text_target.hpp"
#include "study/target_file.hpp"
#include "study/work_runner.hpp"

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
