#include "sim/check/effects.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>

#include "config/diagnostics/report.hpp"
#include "config/schema/keys.hpp"
#include "sim/check/groups.hpp"
#include "sim/check/influence/influence.hpp"
#include "sim/check/quotas.hpp"
#include "sim/check/tariffs.hpp"
#include "sim/check/ties.hpp"
#include "sim/plan/labels.hpp"
#include "sim/random/laws/quantile.hpp"

namespace cellcast::sim {
namespace {

using config::Number;

constexpr double kLargestRate = 3;  // 300 %

/// Rates of growth and duty, and shares of a price.
bool is_rate(const Number& number) {
  const config::Key* key = number.key;
  if (key == nullptr || key->range.high <= kLargestRate) return false;
  constexpr std::string_view kOfPrice[]{"rate", "freight", "local_premium", "cost", "premium"};
  constexpr std::string_view kResponses[]{"selection", "exit_response"};  // a year, per unit of margin
  const std::string_view pattern = key->pattern, name = pattern.substr(pattern.rfind('.') + 1);
  const auto is_one_of = [name](const auto& names) { return std::ranges::find(names, name) != std::end(names); };
  return (key->unit == "1/year" && !is_one_of(kResponses)) || is_one_of(kOfPrice);
}

/// What a number is at its middle; of a few values the largest.
double typical(const Number& number, const std::vector<config::Variable>& variables) {
  if (const auto* constant = std::get_if<double>(&number.value)) return *constant;
  if (const auto* shared = std::get_if<config::Shared>(&number.value))
    return shared->scale * typical(variables[shared->variable].number, variables) + shared->offset;
  const auto& distribution = std::get<config::Distribution>(number.value);
  if (const auto* discrete = std::get_if<config::Discrete>(&distribution.law)) return discrete->values.back();
  return QuantileFactory().make(distribution)->once(0.5);
}

void check_rates(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  for (const Number* number : config::numbers(scenario)) {
    if (!is_rate(*number)) continue;
    if (config::support(*number, scenario.variables).high <= kLargestRate) continue;  // most, without a quantile
    const double rate = typical(*number, scenario.variables);
    if (!(rate > kLargestRate) || !is_own(number->place, scenario)) continue;
    const bool is_constant = number->is_constant();
    char percent[40], hundredth[40];
    std::snprintf(percent, sizeof percent, "%.6g %%", 100 * rate);
    std::snprintf(hundredth, sizeof hundredth, "%.6g %% is %.6g", rate, rate / 100);
    out.push_back({number->place, "`" + number->path + "` is " + (is_constant ? "" : "about ") + percent,
                   "rates are fractions, 0.2 for 20 %", std::string("percent? ") + hundredth, config::Severity::warning});
  }
}

/// Observed cells of the model's outputs on which nothing uncertain acts.
void check_observed(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  constexpr std::size_t kMostWork = 3'000'000;  // cells: beyond, a check shall not wait for a warning
  if (scenario.observations.empty() || influence_work(scenario) > kMostWork) return;
  const Labels known = labels(scenario);
  std::map<std::pair<VariableId, std::size_t>, InputSet> acting;
  const auto cell_of = [&](const config::Observation& seen) {
    const VariableId id = *known.find_variable(seen.variable);
    return std::pair(id, *find_cell(known, known.variable(id), seen.index, seen.year));
  };
  for (const config::Observation& seen : scenario.observations) acting[cell_of(seen)] = is_derived(scenario, seen.variable) ? 1 : 0;
  const std::size_t years = scenario.horizon.years();
  trace_influence(
      scenario, [](const std::string&) { return InputSet{1}; },
      [&](VariableId id, std::size_t row, std::size_t year, InputSet inputs) {
        const auto found = acting.find({id, row * years + year});
        if (found != acting.end()) found->second |= inputs;
      });
  for (const config::Observation& seen : scenario.observations) {
    if (acting[cell_of(seen)] != 0) continue;
    const std::string where = seen.index.empty() ? "" : seen.index + ", ";
    out.push_back({seen.variable_place, "`" + seen.variable + "[" + where + std::to_string(seen.year) + "]` is the same in all trials",
                   "nothing uncertain acts on it, so observing it teaches nothing", "remove the observation", config::Severity::warning});
  }
}

}  // namespace

void check_effects(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  std::vector<config::Diagnostic> found;
  check_tariffs(scenario, found);
  check_quotas(scenario, found);
  check_groups(scenario, found);
  check_ties(scenario, found);
  check_rates(scenario, found);
  check_observed(scenario, found);
  if (found.size() > config::kMostWarnings) found.resize(config::kMostWarnings);
  out.insert(out.end(), found.begin(), found.end());
}

}  // namespace cellcast::sim
