#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::study {

/// An output that results hold.
struct VariableRow {
  std::string name, unit, long_name;
  std::vector<std::string> dimensions;  ///< `segment`, `year`, ...
  std::string table;                    ///< what a scenario must have for it to exist, `[producers]`; empty: nothing
  std::size_t cells = 0;                ///< in a scenario: its numbers
};

/// All that a scenario could have, in the order of the model.
std::vector<VariableRow> list_variables();
/// Those that this scenario has, its derived outputs last.
std::vector<VariableRow> list_variables(const config::Scenario& scenario);

}  // namespace cellcast::study
