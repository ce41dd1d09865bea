#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// Adds what stands against a scenario's claims: an output variable, index or year that there is not, a unit that is not the variable's.
void check_claims(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
