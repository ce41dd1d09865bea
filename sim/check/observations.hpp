#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/derived/meaning.hpp"

namespace cellcast::sim {

/// Adds an error for each observation of a variable that is not kept, of an index that does not exist, or of a year outside the
/// horizon; a warning for each on a basis that is not its variable's, without a factor.
void check_observations(const config::Scenario& scenario, const Scope& scope, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
