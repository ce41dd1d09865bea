#include "sim/attribution.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_set>

#include "config/changes.hpp"
#include "sim/check.hpp"
#include "sim/check_design.hpp"
#include "sim/dimensions.hpp"
#include "sim/random/sobol.hpp"

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

/// The medians of a scenario's outputs.
class Medians {
 public:
  /// Inputs that the batch does not have take dimensions after its own.
  Medians(const config::Scenario& scenario, std::span<const std::string> batch, const RunOptions& options) {
    Plan plan = compile(scenario, with_own(scenario, batch));
    plan.probabilities = {0.5};
    plan.samples = 0;
    plan.sensitivity = {};
    plan.evidence.clear();
    const Results results = run(plan, options);
    for (const Field& field : results.fields) {
      const std::vector<CellName> names = cell_names(results.labels, variable(field.id));
      for (std::size_t cell = 0; cell < field.cells; ++cell)
        values_.emplace(std::tuple(field.id, names[cell].index, names[cell].year), field.quantiles[cell]);
    }
  }

  /// In the order of a difference's fields and cells; 0 where the scenario has no such cell.
  std::vector<double> of(const Difference& difference) const {
    std::vector<double> result;
    for (const Field& field : difference.fields) {
      for (const CellName& name : cell_names(difference.labels, variable(field.id))) {
        const auto found = values_.find({field.id, name.index, name.year});
        result.push_back(found == values_.end() ? 0 : found->second);
      }
    }
    return result;
  }

 private:
  std::map<std::tuple<VariableId, std::string, int>, double> values_;
};

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
    const bool fits = scenario.sampling.method != config::Method::sobol || with_own(scenario, batch).size() <= kSobolDimensions;
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

void attribute(Difference& difference, const config::Scenario& base, const config::Scenario& later, std::span<const std::string> dimensions,
               const RunOptions& options) {
  RunOptions quiet = options;
  quiet.progress = nullptr;
  quiet.base.reset();
  const std::string text = config::resolved(base);
  std::vector<config::Change> changes = config::changes(text, config::resolved(later));
  if (changes.size() > kAttributedChanges) changes.resize(kAttributedChanges);
  const std::vector<double> before = Medians(shortened(base), dimensions, quiet).of(difference);
  std::vector<double> rest = shift(before, Medians(shortened(later), dimensions, quiet).of(difference));
  for (config::Change& change : changes) {
    const std::optional<config::Scenario> alone = changed(text, change, dimensions);
    if (!alone) continue;
    std::vector<double> moved = shift(before, Medians(shortened(*alone), dimensions, quiet).of(difference));
    if (std::ranges::all_of(moved, [](double by) { return by == 0; })) continue;
    rest = shift(moved, rest);
    difference.changes.push_back({change.path, change.base, change.later, std::move(moved)});
  }
  difference.changes.push_back({"", "", "", std::move(rest)});
}

}  // namespace cellcast::sim
