#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// Adds errors of `[sensitivity]`: variables that are not kept or have no values, a year outside the horizon.
void check_sensitivity(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
