#include "study/verify.hpp"

#include <algorithm>

#include "output/result/statistics.hpp"
#include "output/verify/compare_results.hpp"
#include "output/verify/provenance_check.hpp"
#include "sim/batch/attribution.hpp"
#include "sim/batch/why_unpaired.hpp"
#include "sim/check/check.hpp"
#include "sim/engine/replay/spot_check.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/results/recorded_dimensions.hpp"
#include "study/batch.hpp"
#include "study/refusals.hpp"
#include "study/scenarios.hpp"

namespace cellcast::study {
namespace {

using output::Step;

class Verifier {
 public:
  Verifier(std::string file, output::StoredResult stored, const Verification& wanted, const Machine& machine, const Watch& watch)
      : file_(std::move(file)),
        stored_(std::move(stored)),
        wanted_(wanted),
        watch_(watch),
        options_{.threads = machine.threads, .stop = watch.stop, .isa = machine.isa} {}

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
    const config::Source source{file_ + ": /provenance/resolved", stored_.provenance.scenario_resolved};
    try {
      const config::Scenario scenario = sim::load_checked(source);
      add("scenario", "the embedded scenario is the one of the file's attributes",
          output::check_scenario(stored_, config::load(source).scenario));
      steps_.back().notes = output::overridden_keys(stored_);
      name_ = scenario.name;
      scenario_ = scenario;
      plan_ = sim::compile(scenario, sim::recorded_dimensions(scenario, stored_.results));
    } catch (const config::ScenarioError& error) {
      const std::string what = error.what();
      steps_.push_back({"scenario", Step::State::differs, {"the embedded scenario cannot be used: " + what.substr(0, what.find('\n'))}});
    }
  }

  void recompute() {
    check_blocks();
    if (!wanted_.quick) check_run();
  }

  void check_blocks() {
    if (!sim::has_shape_of(*plan_, stored_.results)) {
      steps_.push_back({"blocks", Step::State::differs, {"the file has other inputs, variables or trials than its scenario"}});
      return;
    }
    const std::uint64_t blocks = (stored_.results.trials + sim::kSpot - 1) / sim::kSpot;
    const std::uint64_t sampled = (stored_.results.samples + sim::kSpot - 1) / sim::kSpot;
    std::vector<std::uint64_t> chosen = sim::choose(blocks, wanted_.blocks, wanted_.seed);
    const std::vector<std::uint64_t> more = sim::choose(sampled, wanted_.blocks, wanted_.seed);
    chosen.insert(chosen.end(), more.begin(), more.end());
    std::ranges::sort(chosen);
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    const sim::SpotCheck found = sim::spot_check(*plan_, stored_.results, chosen, options_);
    steps_.push_back(output::blocks_step(found, chosen.size(), blocks));
  }

  void check_run() {
    const bool with_difference = stored_.results.difference && !wanted_.base.empty();
    sim::Results recomputed = with_difference ? run_with_base() : run_alone();
    const std::string base = stored_.results.difference ? stored_.results.difference->base : "";
    if (!with_difference) stored_.results.difference.reset();  // what was not recomputed is not compared
    output::drop_newer(recomputed, stored_.format_minor);
    const output::Comparison comparison = output::compare(stored_.results, recomputed);
    steps_.push_back(output::run_step(comparison, output::check_ending(stored_, recomputed), recomputed.trials));
    if (!base.empty() && !with_difference)
      steps_.back().texts.push_back("differences from " + base + " were not recomputed");
  }

  sim::Results run_alone() { return run_watched(name_, *plan_, options_, watch_); }

  /// As the later one of a batch.
  sim::Results run_with_base() {
    const config::Sampling& sampling = scenario_->sampling;
    config::Overrides overrides;
    overrides.trials = sampling.trials;
    overrides.seed = sampling.seed;
    overrides.method = config::word_of(sampling.method);
    config::Scenario base = load_one(wanted_.base, overrides, watch_);
    base.outputs.samples = samples_of_difference();
    if (const auto why = sim::why_unpaired(base, *scenario_)) throw NotTheBase(*why);
    const std::vector<std::string> dimensions = sim::with_base(sim::recorded_dimensions(*scenario_, stored_.results), base);
    sim::Session session;
    const sim::Plan plan = session.serve(sim::compile(base, dimensions));
    const sim::Results base_results = sim::run(plan, options_);
    sim::RunOptions paired = options_;
    paired.base = {&plan, &base_results};
    sim::Results results = sim::run(*plan_, paired);
    results.difference->base = base.name;
    sim::Attribution(base, dimensions, options_, session).attribute(*results.difference, *scenario_);
    return results;
  }

  /// As many as the file holds: the base may have kept another number of its own than its scenario says.
  std::uint64_t samples_of_difference() const {
    const std::vector<sim::Field>& fields = stored_.results.difference->fields;
    return fields.empty() || fields.front().samples.empty() ? 0 : fields.front().samples.size() / fields.front().cells;
  }

  std::string file_;
  output::StoredResult stored_;
  const Verification& wanted_;
  const Watch& watch_;
  sim::RunOptions options_;
  std::string name_;  ///< of the scenario
  std::optional<config::Scenario> scenario_;
  std::optional<sim::Plan> plan_;  ///< nothing where the scenario cannot be used
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> verify(const std::string& file, output::StoredResult stored, const Verification& wanted, const Machine& machine,
                         const Watch& watch) {
  return Verifier(file, std::move(stored), wanted, machine, watch).run();
}

}  // namespace cellcast::study
