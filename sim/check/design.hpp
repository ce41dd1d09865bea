#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// Adds what stands against a scenario's design: more inputs than Sobol's sequence has dimensions, more than 2^32 trials after rounding;
/// and a warning where trials are rounded up.
void check_design(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

/// Throws config::ScenarioError where scenarios that are fit to run cannot be run together.
void check_batch(std::span<const config::Scenario> batch);

/// The trials that will be run: those asked for, rounded up to what the design takes. With a stopping rule the most that it allows,
/// rounded down.
std::uint64_t planned_trials(const config::Sampling& sampling);

}  // namespace cellcast::sim
