#pragma once

#include <span>
#include <vector>

#include "config/scenario.hpp"

namespace cellcast::sim {

/// Adds what stands against a scenario's design: more inputs than Sobol's sequence has dimensions, more than 2^32 trials after rounding;
/// and a warning where trials are rounded up.
void check_design(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
