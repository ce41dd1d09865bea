#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/derived/meaning.hpp"

namespace cellcast::sim {

/// Adds errors of `[sensitivity]`: variables that are not kept or have no values, a year outside the horizon.
void check_sensitivity(const config::Scenario& scenario, const Scope& scope, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
