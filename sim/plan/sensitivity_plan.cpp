#include "sim/plan/sensitivity_plan.hpp"

#include <algorithm>
#include <span>

#include "sim/stats/infer/given_data.hpp"

namespace cellcast::sim {
namespace {

/// The most numbers that are kept to find what drives outputs, and the most factors times outputs.
constexpr std::size_t kKeptNumbers = std::size_t{1} << 24, kExplained = std::size_t{1} << 20;

bool is_total(const Variable& variable) { return variable.axes.empty() || variable.axes == std::vector{Axis::year}; }
bool is_of_segments(const Variable& variable) { return variable.axes == std::vector{Axis::segment, Axis::year}; }

std::size_t cells_a_year(const Plan& plan, std::span<const VariableId> variables) {
  std::size_t cells = 0;
  for (const VariableId id : variables) cells += plan.layout.cells(id) / (has_years(plan.labels.variable(id)) ? plan.labels.years.size() : 1);
  return cells;
}

/// Those asked for; else totals, and what segments have where these are not too many.
std::vector<VariableId> explained(const config::SensitivitySettings& settings, const Plan& plan) {
  std::vector<VariableId> result;
  const auto choose = [&](auto is_chosen) {
    result.clear();
    for (const VariableId id : plan.wanted)
      if (is_chosen(plan.labels.variable(id))) result.push_back(id);
    return plan.inputs.size() * cells_a_year(plan, result) <= kExplained;
  };
  if (!settings.variables.empty()) {
    choose([&](const Variable& each) { return std::ranges::find(settings.variables, each.name) != settings.variables.end(); });
  } else if (!choose([](const Variable& each) { return is_total(each) || is_of_segments(each); })) {
    choose(is_total);
  }
  return result;
}

}  // namespace

SensitivityPlan sensitivity_plan(const config::SensitivitySettings& settings, const Plan& plan) {
  SensitivityPlan result;
  if (settings.method == config::SensitivityMethod::none || plan.inputs.empty()) return result;
  result.year = settings.year;
  result.variables = explained(settings, plan);
  const std::size_t numbers = plan.inputs.size() + cells_a_year(plan, result.variables);
  if (plan.trials < kLeastTrials || result.variables.empty() || plan.inputs.size() * cells_a_year(plan, result.variables) > kExplained)
    return result;
  result.trials = std::min({settings.trials, plan.trials, std::uint64_t{kKeptNumbers / numbers}});
  if (settings.method == config::SensitivityMethod::sobol) result.design = plan.independent;
  return result;
}

}  // namespace cellcast::sim
