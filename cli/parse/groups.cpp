#include "cli/parse/groups.hpp"

#include "cli/parse/readers.hpp"
#include "cli/parse/trial_number.hpp"

namespace cellcast::cli {

namespace {

/// What changes are called in messages: as the options are that they come from.
const config::Overrides::Names kNames{"--set", "--trials", "--seed", "--method"};

}  // namespace

void add_set(Options& options, config::Overrides& overrides) {
  overrides.names = kNames;
  options.repeated("--set", overrides.set, "KEY=VALUE", "change a key of the scenario: --set segments.power.price=0.5; may be repeated");
}

void add_repair(Options& options, config::Overrides& overrides) {
  options.flag("--repair-correlations", overrides.repair_correlations,
               "replace correlations that contradict each other by the nearest valid ones, and say which");
}

Option& add_trials(Options& options, config::Overrides& overrides) {
  overrides.names = kNames;
  return options.value("--trials", overrides.trials, "N", "number of trials, instead of the scenario's: 1000000, 1e6, 100k, 1M")
      .read_by(trial_number);
}

void add_sampling(Options& options, config::Overrides& overrides) {
  add_trials(options, overrides);
  options.value("--seed", overrides.seed, "S", "seed, instead of the scenario's").read_by(whole_number);
  options.value("--method", overrides.method, "M", "sampling method, instead of the scenario's")
      .one_of({"monte-carlo", "latin-hypercube", "sobol"});
}

Option& add_threads(Options& options, int& threads) {
  return options.value("--threads", threads, "N", "threads (default: as many as the machine has); results do not depend on it")
      .read_by(whole_number)
      .within(1, kMostThreads);
}

void add_drawing(Options& options, config::Overrides& overrides, int& threads) {
  add_sampling(options, overrides);
  add_threads(options, threads);
  add_set(options, overrides);
  add_repair(options, overrides);
}

void add_variables(Options& options, output::Selection& selection, const std::string& usual) {
  options.list("--variable", selection.variable.values, "V,...", "these variables, between commas (default: " + usual + ")");
}

void add_years(Options& options, output::Selection& selection, const std::string& usual) {
  options.list("--year", selection.year.values, "Y,...", "these years (default: " + usual + ")").read_by(whole_number);
}

void add_indices(Options& options, output::Selection& selection) {
  options.list("--index", selection.index.values, "LABELS,...",
               "only cells of these labels, joined by dots: power.us; total where a variable has none");
}

void add_percentiles(Options& options, output::Selection& selection) {
  options.list("--percentiles", selection.percentile.values, "P,...", "these percentiles, of those the run has kept: 10,50,90")
      .read_by(percentile);
}

void add_folder(Options& options, std::string& folder) { options.word("folder", folder, "DIR", "work folder, as `run --work` makes it"); }

void add_result(Options& options, std::string& output, bool& force, std::string about) {
  options.value("-o,--output", output, "FILE", std::move(about)).read_by(file_name);
  options.flag("--force", force, "replace an existing result");
}

void add_csv(Options& options, std::string& output) {
  options.value("-o,--output", output, "FILE", "CSV file (default, and -: standard output)").read_by(file_name);
}

Option& add_work(Options& options, std::string& folder, std::optional<std::string>& shard) {
  options.value("--work", folder, "DIR", "keep what is done in this folder: a run that was ended goes on from there").read_by(file_name);
  return options.value("--shard", shard, "i/N", "compute only the i-th of N shards into the work folder; i from 0")
      .needs("--work")
      .excludes("--output");
}

}  // namespace cellcast::cli
