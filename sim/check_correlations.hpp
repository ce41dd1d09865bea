#pragma once

#include <vector>

#include "config/scenario.hpp"

namespace cellcast::sim {

/// Adds an error for each set of inputs whose correlations contradict one another, at the pair that needs the smallest change.
/// Correlations are taken as the loader left them; no input need exist.
void check_correlations(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
