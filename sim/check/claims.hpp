#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/derived/meaning.hpp"

namespace cellcast::sim {

/// Adds an error for each claim with an output variable, index or year that does not exist, or a unit that is not the variable's.
void check_claims(const config::Scenario& scenario, const Scope& scope, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
