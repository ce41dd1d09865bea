#pragma once

#include "config/scenario/scenario.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::sim {

/// What of a run's drivers is to be found, within bounds of memory: with thousands of inputs only those of totals, from fewer trials, or
/// nothing. The plan must have its inputs, trials, outputs and designs already.
SensitivityPlan sensitivity_plan(const config::SensitivitySettings& settings, const Plan& plan);

}  // namespace cellcast::sim
