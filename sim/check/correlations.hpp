#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// Adds an error where more than 300 inputs are tied together by correlations, directly or through others. Else adds one for each set of
/// inputs whose correlations contradict one another, at the explicit pair that needs the smallest change; factors alone never do. Of the
/// errors in inputs that are tied together, the first found also says what repair_correlations would change. Correlations are taken as the
/// loader left them; no input need exist.
void check_correlations(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

/// Replaces correlations that contradict one another by the nearest valid ones (Higham 2002), and adds a warning for each group of inputs
/// tied together where that was needed. Pairs that were not given and are not 0 any more are added.
void repair_correlations(config::Scenario& scenario, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
