#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/derived/meaning.hpp"

namespace cellcast::sim {

/// Adds errors of a scenario's stopping rule: an output that does not exist or is not kept, a design that cannot grow.
void check_stop(const config::Scenario& scenario, const Scope& scope, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
