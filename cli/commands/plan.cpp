#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/real_path.hpp"
#include "base/utf8.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/slurm_script.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/parse/readers.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/text_target.hpp"
#include "cli/terminal/watching.hpp"
#include "study/measure.hpp"
#include "study/overwriting.hpp"

namespace cellcast::cli {
namespace {

struct PlanArguments {
  std::string scenario;
  config::Overrides overrides;
  std::uint64_t tasks = 1;
  std::string slurm;   ///< file for the batch script; empty: none
  std::string work;    ///< folder in it; empty: NAME.work
  std::string output;  ///< result file in it; empty: NAME.h5
  bool force = false, json = false;
};

void declare(Options& options, PlanArguments& arguments) {
  options.word("scenario", arguments.scenario, "SCENARIO|SWEEP", "scenario or sweep file");
  options.value("--tasks", arguments.tasks, "N", "shards to divide the trials into")
      .read_by(whole_number)
      .within(1, kMostTasks)
      .show_default();
  options.value("--slurm", arguments.slurm, "FILE", "write a batch script for Slurm here; - is standard output").read_by(file_name);
  options.value("--work", arguments.work, "DIR", "the script's work folder (default: NAME.work)").read_by(file_name).needs("--slurm");
  options.value("-o,--output", arguments.output, "FILE", "the script's result file (default: NAME.h5)").read_by(file_name).needs("--slurm");
  options.flag("--force", arguments.force, "replace an existing script");
  add_sampling(options, arguments.overrides);
  add_set(options, arguments.overrides);
  add_repair(options, arguments.overrides);
  options.flag("--json", arguments.json, "as JSON");
}

std::string format(const char* pattern, auto... values) {
  char text[256];
  std::snprintf(text, sizeof text, pattern, values...);
  return text;
}

std::string time_text(double seconds) {
  if (seconds < 120) return format("%.3g s", seconds);
  if (seconds < 7200) return format("%.3g min", seconds / 60);
  return format("%.3g h", seconds / 3600);
}

std::string bytes_text(double bytes) {
  if (bytes < 1e6) return format("%.3g kB", bytes / 1e3);
  return bytes < 1e9 ? format("%.3g MB", bytes / 1e6) : format("%.3g GB", bytes / 1e9);
}

/// Trials of the largest task, of all points: ends of shards are rounded, so it may be more than an equal part.
std::uint64_t most_trials(const std::vector<sim::Shard>& shards, std::uint64_t tasks) {
  std::vector<std::uint64_t> trials(tasks);
  for (const sim::Shard& shard : shards) trials[shard.task] += shard.end - shard.first;
  return std::ranges::max(trials);
}

/// Where the script's jobs work, and what they merge into.
struct ScriptPlaces {
  std::string work, output;
};

ScriptPlaces script_places(const PlanArguments& arguments, const std::string& name) {
  return {arguments.work.empty() ? name + ".work" : arguments.work, arguments.output.empty() ? name + ".h5" : arguments.output};
}

/// What the script will do hours later is looked at now: its merge replaces the result without a question.
void refuse_wrong_places(const PlanArguments& arguments, const study::Job& job, const ScriptPlaces& places) {
  for (const std::string& path : {arguments.slurm, places.output}) {
    if (path == "-") continue;  // the script, to standard output
    study::refuse_work_files(places.work, path);
    study::refuse_overwriting(job, path);
  }
  if (arguments.slurm != "-" && base::real_path(arguments.slurm) == base::real_path(places.output))
    throw base::UsageError("--slurm and --output name one file, " + places.output + "; the merge would replace the script");
}

int execute(const PlanArguments& arguments) {
  const bool to_output = arguments.slurm == "-";
  if (to_output && arguments.json)
    throw base::UsageError("plan: the script and --json cannot both go to standard output; name a file for --slurm");
  if (!arguments.slurm.empty()) refuse_standard_output(arguments.output);
  study::Job job = study::load_job(arguments.scenario, arguments.overrides, wanted_isa(), watching());
  const ScriptPlaces places = script_places(arguments, job.name());
  if (!arguments.slurm.empty()) refuse_wrong_places(arguments, job, places);
  const output::WorkPlan work = job.work_plan(arguments.tasks);
  const std::uint64_t trials = work.trials() * work.points, tasks = work.tasks();
  const std::vector<sim::Shard> shards = sim::divide(work.points, work.stages);
  const std::uint64_t each = most_trials(shards, tasks);
  const auto files = static_cast<double>(shards.size()), starts = files / static_cast<double>(tasks);
  const study::Measured measured = study::measure(job, std::min(each, work.trials()));
  const double task_seconds = measured.start * starts + measured.trial * static_cast<double>(each);
  const double hours = (measured.start * files + measured.trial * static_cast<double>(trials)) / 3600;
  const double bytes = measured.shard_bytes * files;
  if (!arguments.slurm.empty()) {
    const SlurmScript script{.name = job.name(),
                             .command = job.is_sweep() ? "sweep" : "run",
                             .path = arguments.scenario,
                             .overrides = arguments.overrides,
                             .work = places.work,
                             .output = places.output,
                             .tasks = tasks,
                             .minutes = static_cast<std::uint64_t>(std::ceil(5 + 3 * task_seconds / 60)),
                             .megabytes = static_cast<std::uint64_t>(std::ceil(64 + 1.5 * measured.memory / 1e6)),
                             .merge_minutes = study::merge_minutes(job.scenario(), work.points, measured, bytes)};
    TextTarget{arguments.slurm, arguments.force}.write([&](std::ostream& out) { out << text(script); });
  }
  if (arguments.json) {
    std::cout << "{\"schema\": \"cellcast-plan-1\", \"name\": " << base::json_text(job.name()) << ", \"points\": " << work.points
              << ", \"trials\": " << work.trials() << ", \"shards\": " << tasks << ", \"trials_per_shard\": " << each
              << format(", \"shard_seconds\": %.6g, \"cpu_hours\": %.6g, \"memory_bytes\": %.0f, \"shard_bytes\": %.0f, \"bytes\": %.0f}\n",
                        task_seconds, hours, measured.memory, measured.shard_bytes, bytes);
    return kDone;
  }
  std::ostream& said = to_output ? std::cerr : std::cout;
  said << job.name() << ": " << work.trials() << " trials"
       << (work.points > 1 ? " at each of " + std::to_string(work.points) + " points" : "") << " in " << tasks << " shards of up to "
       << each << "\n"
       << "  a shard   about " << time_text(task_seconds) << " on one core of this machine, " << bytes_text(measured.memory)
       << " of memory, up to " << bytes_text(measured.shard_bytes) << " on disk\n"
       << "  all       about " << format("%.3g", hours) << " CPU hours, up to " << bytes_text(bytes) << " on disk\n";
  if (!arguments.slurm.empty() && !to_output) {
    const std::string script = base::printable(arguments.slurm);
    std::cout << script << ": `bash " << script << "` submits the shards, and the merge after them\n";
  }
  return kDone;
}

}  // namespace

Command plan() {
  return make_command<PlanArguments>("plan", "what a run in shards takes: time, memory and bytes, measured; and a script for Slurm",
                                     declare, execute);
}

}  // namespace cellcast::cli
