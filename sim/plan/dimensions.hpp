#pragma once

#include <span>
#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::sim {

/// The names of a scenario's uncertain inputs and shocks in the order in which they take the dimensions of a design, the important ones
/// first, as the first dimensions of Sobol's sequence are its best: growth rates, then price elasticities, both by segment (a shared
/// variable where they draw one), shocks of demand year by year (common, then each segment's), shocks of the material price, and
/// everything else in the file's order. After all of them the copula's own draws, see copula_draws.
std::vector<std::string> dimension_order(const config::Scenario& scenario);

/// Of a batch: the first scenario's, then names that only later ones have, then the copulas' draws. So all scenarios of a batch share draws
/// by name.
std::vector<std::string> dimension_order(std::span<const config::Scenario> batch);

}  // namespace cellcast::sim
