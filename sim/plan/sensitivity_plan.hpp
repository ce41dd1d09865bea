#pragma once

#include "config/scenario/scenario.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::sim {

/// Which drivers of a run are to be found, within bounds of memory: with thousands of inputs only those of totals, from fewer trials, or
/// none. The plan must have its inputs, trials, outputs and designs already.
SensitivityPlan sensitivity_plan(const config::SensitivitySettings& settings, const Plan& plan);

}  // namespace cellcast::sim
