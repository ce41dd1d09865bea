#include "cli/commands/commands.hpp"
#include "cli/commands/run_work.hpp"
#include "cli/commands/write_target.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/text_target.hpp"
#include "cli/terminal/watching.hpp"
#include "study/sweep.hpp"

namespace cellcast::cli {
namespace {

struct SweepArguments : JobArguments {
  std::string sweep;
};

void declare(Options& options, SweepArguments& arguments) {
  options.word("sweep", arguments.sweep, "SWEEP", "sweep file");
  add_result(options, arguments.output, arguments.force, "result file (default: NAME.h5)");
  add_drawing(options, arguments.overrides, arguments.threads);
  options.flag("--json", arguments.json, "say what was written as JSON");
  add_work(options, arguments.work, arguments.shard);
}

int run_here(const SweepArguments& arguments, study::Job& job, study::TargetFile& file, const study::Watch& watch) {
  write_and_say([&] { study::run_points(job, file, arguments.threads, watch); }, file, job, arguments.json);
  return kDone;
}

int execute(const SweepArguments& arguments) {
  refuse_standard_output(arguments.output);
  study::Job job = study::load_sweep_job(arguments.sweep, arguments.overrides, wanted_isa(), watching());
  const study::Watch watch = watching(arguments.work.empty() ? &stop_on_signals() : &stop_on_signals_of_clusters());
  if (arguments.shard) return run_shard(arguments, job, watch);
  study::TargetFile file(job, arguments.output, arguments.work, if_exists(arguments.force));
  return arguments.work.empty() ? run_here(arguments, job, file, watch) : run_kept(arguments, job, file, watch);
}

}  // namespace

Command sweep() {
  return make_command<SweepArguments>(
      "sweep", "simulate a scenario at many points of its parameters, all under the same draws; one result file", declare, execute);
}

}  // namespace cellcast::cli
