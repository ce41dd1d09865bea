#pragma once

#include "sim/engine/options.hpp"
#include "sim/plan/plan.hpp"
#include "sim/results/results.hpp"

namespace cellcast::sim {

/// Runs all trials. The results depend on the plan alone: neither on threads nor on the order in which they work.
Results run(const Plan& plan, const RunOptions& options = {});

}  // namespace cellcast::sim
