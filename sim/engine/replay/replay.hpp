#pragma once

#include <cstdint>
#include <vector>

#include "sim/engine/isa.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::sim {

/// What a trial drew of one input.
struct Draw {
  double value;
  double median;       ///< of the distribution
  double probability;  ///< (0, 1), the place of the value in its distribution; of a value with a probability of its own the middle of that
};

/// One trial, from its address.
struct Trial {
  std::uint64_t index = 0;
  std::vector<Draw> inputs;     ///< [input of the plan]
  std::vector<double> outputs;  ///< [row of plan.layout]; those that the plan does not need are not numbers to rely on
};

/// Draws and computes a trial again: the same bits as in any run of the plan. Precondition: trial < plan.trials.
Trial replay(const Plan& plan, std::uint64_t trial, Isa isa = best_isa());

}  // namespace cellcast::sim
