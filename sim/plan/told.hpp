#pragma once

#include <cstddef>

#include "config/scenario/scenario.hpp"
#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// Whether a scenario says what an account of a cell is made of. Some are given for some segments, markets or groups alone, and stay 0
/// elsewhere, which is no forecast: what is installed where there is no ratio, customs of a segment without them, groups that are not in a
/// segment. `cell` is one of those that find_cell finds in the scenario's labels, and the scenario has the
/// variable's table.
bool is_told(const config::Scenario& scenario, VariableId variable, std::size_t cell);

}  // namespace cellcast::sim
