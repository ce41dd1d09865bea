#pragma once

#include <array>

#include "config/scenario/scenario.hpp"
#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// [Table], what a scenario has.
std::array<bool, kTables> tables(const config::Scenario& scenario);

}  // namespace cellcast::sim
