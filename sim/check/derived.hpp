#pragma once

#include <vector>

#include "config/diagnostics/diagnostics.hpp"
#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// What is wrong with names and expressions of derived outputs, each at the spot inside its text.
void check_derived(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
