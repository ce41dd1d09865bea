#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// What `[sensitivity]` names must be there: variables that are kept and have values, a year of the horizon.
void check_sensitivity(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
