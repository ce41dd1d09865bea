#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// Warns of tariffs that do nothing: never in force within the horizon, paid by segments that sell nothing in their market, or in a market
/// where neither shares nor demand can react.
void check_tariffs(const config::Scenario& scenario, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
