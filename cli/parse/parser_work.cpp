#include "cli/parse/parser.hpp"

namespace cellcast::cli {
namespace {

void add_folder(CLI::App* command, std::string& folder) {
  command->add_option("folder", folder, "work folder, as `run --work` makes it")->required()->type_name("DIR");
}

void add_output(CLI::App* command, std::string& output, bool& force, const char* text) {
  command->add_option("-o,--output", output, text)->type_name("FILE")->check(not_empty());
  command->add_flag("--force", force, "replace an existing result");
}

CLI::Option* add_tasks(CLI::App* command, std::uint64_t& tasks, const char* text) {
  return command->add_option("--tasks", tasks, text)->type_name("N")->transform(whole_number())->check(CLI::Range(1, 10'000'000));
}

void add_plan(Parser& parser) {
  CLI::App* command =
      parser.app.add_subcommand("plan", "what a run in shards takes: time, memory and bytes, measured; and a script for Slurm");
  PlanArguments& arguments = parser.plan;
  command->add_option("scenario", arguments.scenario, "scenario or sweep file")->required()->type_name("SCENARIO|SWEEP");
  add_tasks(command, arguments.tasks, "shards to divide the trials into")->capture_default_str();
  auto* slurm = command->add_option("--slurm", arguments.slurm, "write a batch script for Slurm here; - is standard output")
                    ->type_name("FILE")
                    ->check(not_empty());
  command->add_option("--work", arguments.work, "the script's work folder (default: NAME.work)")
      ->type_name("DIR")
      ->check(not_empty())
      ->needs(slurm);
  command->add_option("-o,--output", arguments.output, "the script's result file (default: NAME.h5)")
      ->type_name("FILE")
      ->check(not_empty())
      ->needs(slurm);
  command->add_flag("--force", arguments.force, "replace an existing script");
  add_sampling(command, arguments.overrides);
  add_set(command, arguments.overrides);
  add_repair(command, arguments.overrides);
  command->add_flag("--json", arguments.json, "as JSON");
}

void add_sweep(Parser& parser) {
  CLI::App* command =
      parser.app.add_subcommand("sweep", "simulate a scenario at many points of its parameters, all under the same draws; one result file");
  SweepArguments& arguments = parser.sweep;
  arguments.scenarios.resize(1);
  command->add_option("sweep", arguments.scenarios.front(), "sweep file")->required()->type_name("SWEEP");
  add_output(command, arguments.output, arguments.force, "result file (default: NAME.h5)");
  add_sampling(command, arguments.overrides);
  add_threads(command, arguments.threads);
  add_set(command, arguments.overrides);
  add_repair(command, arguments.overrides);
  command->add_flag("--json", arguments.json, "say what was written as JSON");
  add_work_options(command, arguments);
}

void add_status(Parser& parser) {
  CLI::App* command = parser.app.add_subcommand("status", "the shards of a work folder: done, begun, failed, damaged, missing");
  add_folder(command, parser.status.folder);
  auto* missing = command->add_flag("--missing", parser.status.missing, "only the numbers of those not done, as sbatch --array takes them");
  command->add_flag("--json", parser.status.json, "as JSON")->excludes(missing);
}

void add_merge(Parser& parser) {
  CLI::App* command = parser.app.add_subcommand("merge", "put the shards of a work folder together");
  MergeArguments& arguments = parser.merge;
  add_folder(command, arguments.folder);
  add_output(command, arguments.output, arguments.force, "result file (default: NAME.h5)");
  add_threads(command, arguments.threads);
  command->add_flag("--json", arguments.json, "say what was written as JSON");
}

void add_resume(CLI::App* command, ResumeArguments& arguments) {
  add_folder(command, arguments.folder);
  add_output(command, arguments.output, arguments.force, "merge into this result file at the end");
  add_threads(command, arguments.threads);
  command->add_flag("--json", arguments.json, "say what was done as JSON");
}

void add_extend(Parser& parser) {
  CLI::App* command = parser.app.add_subcommand("extend", "add trials to the run of a work folder, and compute what is not done");
  ResumeArguments& arguments = parser.extend;
  add_resume(command, arguments);
  command->add_option("--trials", arguments.trials, "trials that the run is to have in all: 1000000, 1e6, 100k, 1M")
      ->required()
      ->type_name("M")
      ->transform(trial_number());
  command->add_option("--tasks", arguments.tasks, "shards to divide the added trials into (default: shards as large as those there are)")
      ->type_name("N")
      ->transform(whole_number())
      ->check(CLI::Range(1, 10'000'000));
}

}  // namespace

void add_work_options(CLI::App* run, RunArguments& arguments) {
  auto* work = run->add_option("--work", arguments.work, "keep what is done in this folder: a run that was ended goes on from there")
                   ->type_name("DIR")
                   ->check(not_empty());
  auto* shard = run->add_option("--shard", arguments.shard, "compute only the i-th of N shards into the work folder; i from 0")
                    ->type_name("i/N")
                    ->needs(work);
  for (const char* result : {"--output", "--out-dir"})
    if (CLI::Option* option = run->get_option_no_throw(result)) shard->excludes(option);
}

void add_work_commands(Parser& parser) {
  add_sweep(parser);
  add_plan(parser);
  add_status(parser);
  add_merge(parser);
  add_resume(parser.app.add_subcommand("resume", "compute here what is not done of a work folder"), parser.resume);
  add_extend(parser);
}

}  // namespace cellcast::cli
