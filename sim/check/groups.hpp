#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// Warns of groups of producers and ranks that tell nothing, and of units that customs count in a part of the segments only.
void check_groups(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
