#include "cli/slurm_script.hpp"

namespace cellcast::cli {
namespace {

/// A word of a shell command.
std::string quoted(const std::string& word) {
  if (!word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=,-") == std::string::npos)
    return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

/// What the command line changes in the scenario.
std::string options(const config::Overrides& overrides) {
  std::string text;
  if (overrides.trials) text += " --trials " + std::to_string(*overrides.trials);
  if (overrides.seed) text += " --seed " + std::to_string(*overrides.seed);
  if (overrides.method) text += " --method " + quoted(*overrides.method);
  for (const std::string& set : overrides.set) text += " --set " + quoted(set);
  if (overrides.repair_correlations) text += " --repair-correlations";
  return text;
}

}  // namespace

// clang-format off: a line of the script on a line.
std::string text(const SlurmScript& script) {
  const PlanArguments& arguments = script.arguments;
  const std::string tasks = std::to_string(script.tasks), last = std::to_string(script.tasks - 1);
  const std::string work = quoted(arguments.work.empty() ? script.name + ".work" : arguments.work);
  const std::string output = quoted(arguments.output.empty() ? script.name + ".h5" : arguments.output);
  return "#!/bin/bash\n"
         "# Submit:              bash FILE\n"
         "# Submit again some:   bash FILE \"$(cellcast status --missing " + work + ")\"\n"
         "# Paths are relative to the folder that it is submitted from.\n"
         "#SBATCH --job-name=" + script.name + "\n"
         "#SBATCH --ntasks=1\n"
         "#SBATCH --cpus-per-task=1\n"
         "#SBATCH --mem=" + std::to_string(script.megabytes) + "M\n"
         "#SBATCH --time=" + std::to_string(script.minutes) + "\n"
         "#SBATCH --signal=USR1@60\n"
         "#SBATCH --requeue\n"
         "#SBATCH --open-mode=append\n"
         "set -euo pipefail\n"
         "cellcast=${CELLCAST:-cellcast}  # the program, where it is not in PATH\n"
         "scenario=" + quoted(arguments.scenario) + "\n"
         "work=" + work + "\n"
         "output=" + output + "\n"
         "shards=" + tasks + "\n"
         "\n"
         "if [ -z \"${SLURM_JOB_ID:-}\" ]; then  # outside of a job: submit the shards, then their merge\n"
         "  array=${1:-0-" + last + "}\n"
         "  job=$(sbatch --parsable --array=\"$array\" \"$0\")\n"
         "  [ -n \"$job\" ] || { echo 'nothing was submitted' >&2; exit 1; }\n"
         "  merge=$(sbatch --parsable --array=0 --dependency=afterok:\"$job\" --kill-on-invalid-dep=yes --export=ALL,CELLCAST_MERGE=1 \"$0\")\n"
         "  echo \"array $job, merge $merge\"\n"
         "  exit 0\n"
         "fi\n"
         "if [ -n \"${CELLCAST_MERGE:-}\" ]; then\n"
         "  exec \"$cellcast\" merge \"$work\" -o \"$output\" --force\n"
         "fi\n"
         "# A step gets the signal before the time is over; what is done is kept, and the job goes on when it is started again.\n"
         "code=0\n"
         "srun --ntasks=1 \"$cellcast\" " + script.command + " \"$scenario\"" + options(arguments.overrides) +
         " --threads \"${SLURM_CPUS_PER_TASK:-1}\" --work \"$work\" --shard \"$SLURM_ARRAY_TASK_ID/$shards\" || code=$?\n"
         "if [ \"$code\" = 75 ]; then scontrol requeue \"${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID\"; fi\n"
         "exit \"$code\"\n";
}

}  // namespace cellcast::cli
