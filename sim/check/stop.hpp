#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// Adds what stands against a scenario's stopping rule: an output that there is not or that is not kept, a design that cannot grow.
void check_stop(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
