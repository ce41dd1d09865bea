#include <algorithm>
#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/parse/groups.hpp"
#include "cli/parse/processor.hpp"
#include "cli/parse/readers.hpp"
#include "cli/terminal/exit_code.hpp"
#include "cli/terminal/progress.hpp"
#include "cli/terminal/signals.hpp"
#include "cli/terminal/usage_error.hpp"
#include "cli/terminal/watching.hpp"
#include "output/result/method_name.hpp"
#include "output/result/result_reader.hpp"
#include "output/verify/compare_results.hpp"
#include "output/verify/provenance_check.hpp"
#include "output/verify/verify_report.hpp"
#include "sim/batch/attribution.hpp"
#include "sim/batch/why_unpaired.hpp"
#include "sim/check/check.hpp"
#include "sim/engine/replay/spot_check.hpp"
#include "sim/results/recorded_dimensions.hpp"
#include "study/scenarios.hpp"

namespace cellcast::cli {
namespace {

struct VerifyArguments {
  std::string result;
  std::string base;           ///< scenario that the result's differences are from; empty: these are not recomputed
  std::uint64_t blocks = 64;  ///< that are recomputed first
  std::uint64_t seed = 1;     ///< of their choice
  int threads = 0;            ///< 0: as many as the machine has
  bool quick = false, json = false;
};

void declare(Options& options, VerifyArguments& arguments) {
  options.word("result", arguments.result, "RESULT", "result file");
  options.value("--base", arguments.base, "SCENARIO", "base of the batch, to recompute the differences from it, too");
  options.flag("--quick", arguments.quick, "only random blocks of trials, not the whole run");
  options.value("--blocks", arguments.blocks, "N", "random blocks of 256 trials that are recomputed first")
      .read_by(whole_number)
      .show_default();
  options.value("--seed", arguments.seed, "S", "seed of the choice of blocks").read_by(whole_number).show_default();
  add_threads(options, arguments.threads);
  options.flag("--json", arguments.json, "as JSON");
}

using output::Step;

class Verifier {
 public:
  Verifier(const VerifyArguments& arguments, output::StoredResult stored)
      : arguments_(arguments), stored_(std::move(stored)), isa_(wanted_isa()), options_{arguments.threads, {}, &stop_on_signals()} {}

  std::vector<Step> run() {
    steps_.push_back({"seal", Step::State::ok, {"seal, length and SHA-256 of the file"}});
    add("digest", "results_sha256 is that of the values", output::check_digest(stored_));
    check_scenario();
    add("program", "this version of cellcast, this rule for random numbers", output::check_version(stored_));
    if (output::is_other_contract(stored_))
      steps_.back().texts.emplace_back("another rule draws other numbers, so recomputed ones cannot be expected to be the same");
    if (plan_) recompute();
    return std::move(steps_);
  }

 private:
  void add(const char* name, const std::string& well, std::vector<std::string> differences) {
    const Step::State state = differences.empty() ? Step::State::ok : Step::State::differs;
    if (differences.empty()) differences.push_back(well);
    steps_.push_back({name, state, std::move(differences)});
  }

  void check_scenario() {
    const config::Source source{arguments_.result + ": /provenance/resolved", stored_.provenance.scenario_resolved};
    try {
      const config::Scenario scenario = sim::load_checked(source);
      add("scenario", "the embedded scenario is the one of the file's attributes",
          output::check_scenario(stored_, config::load(source).scenario));
      steps_.back().notes = output::overridden_keys(stored_);
      name_ = scenario.name;
      scenario_ = scenario;
      plan_ = sim::compile(scenario, sim::recorded_dimensions(scenario, stored_.results));
      plan_->kernel = &sim::kernel(isa_);
    } catch (const config::ScenarioError& error) {
      const std::string what = error.what();
      steps_.push_back({"scenario", Step::State::differs, {"the embedded scenario cannot be used: " + what.substr(0, what.find('\n'))}});
    }
  }

  void recompute() {
    check_blocks();
    if (!arguments_.quick) check_run();
  }

  void check_blocks() {
    if (!sim::has_shape_of(*plan_, stored_.results)) {
      steps_.push_back({"blocks", Step::State::differs, {"the file has other inputs, variables or trials than its scenario"}});
      return;
    }
    const std::uint64_t blocks = (stored_.results.trials + sim::kSpot - 1) / sim::kSpot;
    const std::uint64_t sampled = (stored_.results.samples + sim::kSpot - 1) / sim::kSpot;
    std::vector<std::uint64_t> chosen = sim::choose(blocks, arguments_.blocks, arguments_.seed);
    const std::vector<std::uint64_t> more = sim::choose(sampled, arguments_.blocks, arguments_.seed);
    chosen.insert(chosen.end(), more.begin(), more.end());
    std::ranges::sort(chosen);
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    const sim::SpotCheck found = sim::spot_check(*plan_, stored_.results, chosen, options_);
    steps_.push_back(output::blocks_step(found, chosen.size(), blocks));
  }

  void check_run() {
    const bool with_difference = stored_.results.difference && !arguments_.base.empty();
    const sim::Results recomputed = with_difference ? run_with_base() : run_alone();
    const std::string base = stored_.results.difference ? stored_.results.difference->base : "";
    if (!with_difference) stored_.results.difference.reset();  // what was not recomputed is not compared
    const output::Comparison comparison = output::compare(stored_.results, recomputed);
    steps_.push_back(output::run_step(comparison, output::check_ending(stored_, recomputed), recomputed.trials));
    if (!base.empty() && !with_difference)
      steps_.back().texts.push_back("differences from " + base + " were not recomputed; --base names its scenario");
  }

  sim::Results run_alone() {
    Progress progress(name_, plan_->trials);
    sim::RunOptions watched = options_;
    watched.progress = std::ref(progress);
    return sim::run(*plan_, watched);
  }

  /// As the later one of a batch.
  sim::Results run_with_base() {
    const config::Sampling& sampling = scenario_->sampling;
    config::Overrides overrides;
    overrides.trials = sampling.trials;
    overrides.seed = sampling.seed;
    overrides.method = output::method_name(sampling.method);
    const config::Scenario base = study::load_one(arguments_.base, overrides, watching());
    if (const auto why = sim::why_unpaired(base, *scenario_)) throw UsageError("--base is not the base of these differences: " + *why);
    const std::vector<std::string> dimensions = sim::with_base(sim::recorded_dimensions(*scenario_, stored_.results), base);
    sim::Plan plan = sim::compile(base, dimensions);
    plan.kernel = &sim::kernel(isa_);
    const sim::Results base_results = sim::run(plan, options_);
    sim::RunOptions paired = options_;
    paired.base = {&plan, &base_results};
    sim::Results results = sim::run(*plan_, paired);
    sim::Attribution(base, dimensions, options_).attribute(*results.difference, *scenario_);
    return results;
  }

  const VerifyArguments& arguments_;
  output::StoredResult stored_;
  sim::Isa isa_;
  sim::RunOptions options_;
  std::string name_;  ///< of the scenario
  std::optional<config::Scenario> scenario_;
  std::optional<sim::Plan> plan_;  ///< nothing where the scenario cannot be used
  std::vector<Step> steps_;
};

int execute(const VerifyArguments& arguments) {
  output::StoredResult stored = output::read_result(arguments.result, output::Samples::read);
  if (!arguments.base.empty() && !stored.results.difference)
    throw UsageError(arguments.result + " has no differences from a base, which --base is for; leave it out");
  const std::vector<Step> steps = Verifier(arguments, std::move(stored)).run();
  std::cout << (arguments.json ? output::verify_json(arguments.result, steps) : output::verify_text(arguments.result, steps));
  return output::verdict(steps) == output::Verdict::verified ? kDone : kBadData;
}

}  // namespace

Command verify() {
  return make_command<VerifyArguments>("verify", "recompute a result from its own scenario and compare every bit", declare, execute);
}

}  // namespace cellcast::cli
