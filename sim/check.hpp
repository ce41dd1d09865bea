#pragma once

#include <string>
#include <vector>

#include "config/load.hpp"
#include "config/scenario.hpp"

namespace cellcast::sim {

/// What only mathematics and the model can tell about a scenario as config::load left it (also an incomplete one): distributions without
/// probability between their bounds, infeasible metalogs, quantiles that leave a key's range or reach its open end, correlations that
/// contradict each other, unknown output variables, a method that there is not, a calibration far from 1 (a warning). Not sorted.
std::vector<config::Diagnostic> check(const config::Scenario& scenario);

/// Loads and checks; throws config::ScenarioError with everything that is wrong, sorted, and config::InputError where the file cannot
/// be read. Warnings are in the result.
config::Scenario load_checked(const std::string& path, const config::Overrides& overrides = {});

}  // namespace cellcast::sim
