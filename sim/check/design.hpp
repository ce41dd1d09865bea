#pragma once

#include <span>
#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// Adds what stands against a scenario's design: more inputs than Sobol's sequence has dimensions, more than 2^32 trials after rounding;
/// and a warning where trials are rounded up.
void check_design(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

/// Throws config::ScenarioError where scenarios that are fit to run cannot be run together.
void check_batch(std::span<const config::Scenario> batch);

}  // namespace cellcast::sim
