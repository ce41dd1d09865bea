#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// Warns of what does nothing, and of rates that look like per cent: tariffs, quotas, groups of producers, ties and observations that
/// change no result. Precondition: the scenario has passed the other checks.
void check_effects(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
