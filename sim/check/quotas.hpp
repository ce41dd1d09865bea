#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// Warns of quotas that bind nobody: never in force after the base year, of segments that home producers deliver nothing of, or in markets
/// where local plants take all that is barred.
void check_quotas(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
