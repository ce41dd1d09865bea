#pragma once

#include <vector>

#include "sim/engine/isa.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::sim {

/// The deterministic run: one value for each row of plan.layout, every input at its median, every shock at zero.
std::vector<double> central(const Plan& plan, Isa isa = best_isa());

}  // namespace cellcast::sim
