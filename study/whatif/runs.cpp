#include "study/whatif/runs.hpp"

#include <algorithm>
#include <span>

#include "base/error.hpp"
#include "config/load/assemble.hpp"
#include "sim/batch/attribution.hpp"
#include "sim/batch/why_unpaired.hpp"
#include "sim/check/check.hpp"
#include "sim/engine/run/run.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/plan/labels.hpp"

namespace cellcast::study {
namespace {

constexpr std::size_t kMostKept = 8;
constexpr std::size_t kBytesOfDraws = std::size_t{48} << 20;

std::string key_of(const std::vector<std::string>& set, const Question& question) {
  std::string key = std::to_string(question.trials) + "\n" + question.variable;
  for (const std::string& change : set) key += "\n" + change;
  return key;
}

std::vector<std::string> dimensions_of(const config::Scenario& scenario) { return sim::dimension_order(std::span(&scenario, 1)); }

std::vector<std::string> dimensions_of_both(const config::Scenario& base, const config::Scenario& later) {
  const std::vector<config::Scenario> both{base, later};
  return sim::dimension_order(both);
}

}  // namespace

void compute_only(config::Scenario& scenario, const std::string& variable) {
  scenario.outputs.variables = {variable};
  scenario.outputs.variable_places = {{}};
  scenario.outputs.samples = 0;
}

ScenarioRuns::ScenarioRuns(const std::string& resolved)
    : document_(config::read_document(config::Source{"scenario", resolved})), session_(kBytesOfDraws) {
  (void)sim::load_checked(document_);
}

config::Scenario ScenarioRuns::changed(const std::vector<std::string>& set, const Question& question) const {
  config::Overrides overrides;
  overrides.set = set;
  overrides.trials = question.trials;
  config::Scenario scenario = sim::load_checked(document_, overrides);
  if (!question.variable.empty()) {
    if (!sim::labels(scenario).find_variable(question.variable)) throw base::UsageError("no output " + question.variable);
    compute_only(scenario, question.variable);
  }
  // Claims of other outputs, and what claims say of each other, would be computed and not be shown.
  std::erase_if(scenario.claims, [&](const config::Claim& claim) { return claim.variable != question.variable; });
  for (config::Claim& claim : scenario.claims) claim.identities.clear();
  scenario.outputs.samples = 0;
  scenario.sensitivity.method = config::SensitivityMethod::none;
  return scenario;
}

std::shared_ptr<const Ran> ScenarioRuns::find(const std::string& key) const {
  const auto found = std::ranges::find(kept_, key, &Kept::key);
  return found == kept_.end() ? nullptr : found->ran;
}

void ScenarioRuns::keep(const std::string& key, std::shared_ptr<const Ran> ran) {
  kept_.push_back({key, std::move(ran)});
  if (kept_.size() > kMostKept) kept_.erase(kept_.begin());
}

std::shared_ptr<const Ran> ScenarioRuns::run_with(const std::string& key, config::Scenario scenario,
                                                  const std::vector<std::string>& dimensions, const Ran* base) {
  auto ran = std::make_shared<Ran>();
  ran->scenario = std::move(scenario);
  ran->dimensions = dimensions;
  ran->plan = session_.serve(sim::compile(ran->scenario, dimensions));
  sim::RunOptions options{.threads = 1};
  if (base != nullptr) options.base = {&base->plan, &base->stored.results};
  ran->stored.results = sim::run(ran->plan, options);
  if (base != nullptr) ran->stored.results.difference->base = "baseline";
  ran->stored.attributes = {{"name", "your changes"},
                            {"method", std::string(config::word_of(ran->scenario.sampling.method))},
                            {"seed", std::to_string(ran->scenario.sampling.seed)}};
  keep(key, ran);
  return ran;
}

std::shared_ptr<const Ran> ScenarioRuns::run(const std::vector<std::string>& set, const Question& question) {
  const std::string key = "alone\n" + key_of(set, question);
  if (auto ran = find(key)) return ran;
  config::Scenario scenario = changed(set, question);
  const std::vector<std::string> dimensions = dimensions_of(scenario);
  return run_with(key, std::move(scenario), dimensions, nullptr);
}

std::shared_ptr<const Ran> ScenarioRuns::paired(const Question& question) {
  const std::string key = "paired\n" + key_of(question.baseline, question) + "\nand\n" + key_of(question.set, question);
  if (auto ran = find(key)) return ran;
  std::shared_ptr<const Ran> base = run(question.baseline, question);
  config::Scenario later = changed(question.set, question);
  if (sim::why_unpaired(base->scenario, later)) return nullptr;
  const std::vector<std::string> dimensions = dimensions_of_both(base->scenario, later);
  if (dimensions != base->dimensions)  // inputs that only the later one has: the base with room for them
    base = run_with("base\n" + key, changed(question.baseline, question), dimensions, nullptr);
  std::shared_ptr<const Ran> ran = run_with(key, std::move(later), dimensions, base.get());
  // Where both take the same dimensions, that is also the run of the later one alone.
  if (dimensions_of(ran->scenario) == dimensions) keep("alone\n" + key_of(question.set, question), ran);
  return ran;
}

std::shared_ptr<const Ran> ScenarioRuns::attributed(const Question& question) {
  const std::shared_ptr<const Ran> ran = paired(question);
  if (ran == nullptr) return nullptr;
  const std::shared_ptr<const Ran> base = run(question.baseline, question);
  auto copy = std::make_shared<Ran>(*ran);
  const sim::Attribution attribution(base->scenario, ran->dimensions, {.threads = 1}, session_);
  attribution.attribute(*copy->stored.results.difference, ran->scenario);
  return copy;
}

}  // namespace cellcast::study
