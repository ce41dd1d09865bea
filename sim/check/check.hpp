#pragma once

#include <string>
#include <vector>

#include "config/load/load.hpp"
#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// What only mathematics and the model can tell about a scenario as config::load left it (also an incomplete one): distributions without
/// probability between their bounds, infeasible metalogs, quantiles that leave a key's range or reach its open end, correlations that
/// contradict each other, unknown output variables, a design that cannot be had; as warnings, trials that a design rounds up and a
/// calibration far from 1. Not sorted.
std::vector<config::Diagnostic> check(const config::Scenario& scenario);

/// Loads and checks; throws config::ScenarioError with everything that is wrong, sorted, and config::InputError where the file cannot
/// be read. Warnings are in the result; its trials are those that will be run, rounded up as its design demands, and its correlations are
/// repaired if that is asked for. `reduce` takes away what the caller does not use, before it is checked.
config::Scenario load_checked(const std::string& path, const config::Overrides& overrides = {},
                              void (*reduce)(config::Scenario&) = nullptr);
/// The same for a text that is no file.
config::Scenario load_checked(const config::Source& text, const config::Overrides& overrides = {});
/// The same for a document of either, read before.
config::Scenario load_checked(const config::Document& document, const config::Overrides& overrides = {});

}  // namespace cellcast::sim
