#pragma once

#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::study {

/// An input or shock as its distribution has it.
struct InputRow {
  std::string name, distribution, unit;
  double p5, p50, p95;
};

/// Uncertain numbers in the file's order, then the shocks.
std::vector<InputRow> inputs(const config::Scenario& scenario);

}  // namespace cellcast::study
