#pragma once

#include <vector>

#include "config/diagnostics/diagnostics.hpp"
#include "config/scenario/scenario.hpp"
#include "sim/plan/derived_outputs.hpp"

namespace cellcast::sim {

/// What is wrong with names and expressions of derived outputs, each at the spot inside its text.
void check_derived(const config::Scenario& scenario, const DerivedOutputs& derived, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
