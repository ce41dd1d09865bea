#pragma once

#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/results/results.hpp"

namespace cellcast::sim {

/// The order of dimensions in which a run drew a scenario, as its results record it: in a batch inputs may stand elsewhere than
/// dimension_order puts them for the scenario alone. Dimensions that only others of the batch took have empty names. Where the results
/// record none, or none that fits the scenario: dimension_order of it alone.
std::vector<std::string> recorded_dimensions(const config::Scenario& scenario, const Results& results);

/// The same with the dimensions that the base of the batch took, which come first among the empty ones: exact in a batch of two.
std::vector<std::string> with_base(std::vector<std::string> recorded, const config::Scenario& base);

}  // namespace cellcast::sim
