#pragma once

#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/results/results.hpp"
#include "study/machine.hpp"

namespace cellcast::study {

/// One value of the deterministic run.
struct CentralRow {
  std::string variable;
  sim::CellName cell;
  double value;
};

/// All outputs with every input at its median and every shock at zero, variable after variable.
std::vector<CentralRow> central(const config::Scenario& scenario, const Machine& machine);

}  // namespace cellcast::study
