#include "sim/batch/attribution.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "config/write/changes.hpp"
#include "config/write/resolved.hpp"
#include "sim/check/check.hpp"
#include "sim/plan/planned_trials.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/random/design/sobol.hpp"

namespace cellcast::sim {
namespace {

/// The batch's dimensions, then those of the scenario's inputs that it does not have.
std::vector<std::string> with_own(const config::Scenario& scenario, std::span<const std::string> batch) {
  std::vector<std::string> names(batch.begin(), batch.end());
  const std::unordered_set<std::string> known(batch.begin(), batch.end());
  for (const std::string& name : dimension_order(scenario))
    if (!known.contains(name)) names.push_back(name);
  return names;
}

/// In the order of a difference's fields and cells; 0 where the scenario has no such cell.
std::vector<double> in_order_of(const Difference& difference, const Medians& medians) {
  std::vector<double> result;
  for (const Field& field : difference.fields) {
    const Variable& variable = difference.labels.variable(field.id);
    for (const CellName& name : cell_names(difference.labels, variable)) {
      const auto found = medians.find({variable.name, name.index, name.year});
      result.push_back(found == medians.end() ? 0 : found->second);
    }
  }
  return result;
}

/// With fewer trials, and without what only a whole run is for.
config::Scenario shortened(config::Scenario scenario) {
  scenario.sampling.trials = std::min(scenario.sampling.trials, kAttributionTrials);
  scenario.sampling.trials = planned_trials(scenario.sampling);
  return scenario;
}

/// The base with a change; nothing where that makes no scenario, or one with too many inputs beside the batch's.
std::optional<config::Scenario> changed(const std::string& base, const config::Change& change, std::span<const std::string> batch) {
  try {
    config::Scenario scenario = load_checked(config::Source{change.path, config::with_change(base, change)});
    const std::size_t most = config::traits(scenario.sampling.method).dimensions;
    const bool fits = most == 0 || with_own(scenario, batch).size() <= most;
    if (!fits) return std::nullopt;
    return scenario;
  } catch (const config::ScenarioError&) {
    return std::nullopt;
  }
}

std::vector<double> shift(const std::vector<double>& from, const std::vector<double>& to) {
  std::vector<double> result;
  std::ranges::transform(to, from, std::back_inserter(result), std::minus<>());
  return result;
}

}  // namespace

Attribution::Attribution(const config::Scenario& base, std::span<const std::string> dimensions, RunOptions options, Session& session)
    : dimensions_(dimensions), options_(std::move(options)), session_(&session), resolved_(config::resolved(base)) {
  options_.progress = nullptr;
  options_.base.reset();
  base_ = medians(base);
}

/// Inputs that the batch does not have take dimensions after its own.
Medians Attribution::medians(const config::Scenario& scenario) const {
  const config::Scenario few = shortened(scenario);
  Plan plan = session_->serve(compile(few, with_own(few, dimensions_)));
  plan.probabilities = {0.5};
  plan.samples = 0;
  plan.sensitivity = {};
  plan.evidence.clear();
  const Results results = run(plan, options_);
  Medians found;
  for (const Field& field : results.fields) {
    const Variable& variable = results.labels.variable(field.id);
    const std::vector<CellName> names = cell_names(results.labels, variable);
    for (std::size_t cell = 0; cell < field.cells; ++cell)
      found.emplace(std::tuple(variable.name, names[cell].index, names[cell].year), field.quantiles[cell]);
  }
  return found;
}

void Attribution::attribute(Difference& difference, const config::Scenario& later) const {
  std::vector<config::Change> changes = config::changes(resolved_, config::resolved(later));
  if (changes.size() > kAttributedChanges) changes.resize(kAttributedChanges);
  const std::vector<double> before = in_order_of(difference, base_);
  std::vector<double> rest = shift(before, in_order_of(difference, medians(later)));
  for (const config::Change& change : changes) {
    const std::optional<config::Scenario> alone = changed(resolved_, change, dimensions_);
    if (!alone) continue;
    std::vector<double> moved = shift(before, in_order_of(difference, medians(*alone)));
    if (std::ranges::all_of(moved, [](double by) { return by == 0; })) continue;
    rest = shift(moved, rest);
    difference.changes.push_back({change.path, change.base, change.later, std::move(moved)});
  }
  difference.changes.push_back({"", "", "", std::move(rest)});
}

}  // namespace cellcast::sim
