#pragma once

#include <cstddef>

#include "sim/decide/choice.hpp"
#include "sim/decide/regressors.hpp"

namespace cellcast::sim {

/// The expected value of knowing what the regressors are made of before choosing, over always choosing the option `chosen`: at least 0.
/// From given trials (Strong, Oakley & Brennan 2014, "Estimating multiparameter partial expected value of perfect information from a
/// probabilistic sensitivity analysis sample", Medical Decision Making 34, 311-326), with one change: what options pay is regressed without
/// one block of trials, and in that block the option with the largest fit is paid, the one chosen where fits are equal. A rule paid on
/// trials that it has not seen does not overstate. The interval is Student's t over blocks; it leaves out what the regression misses.
Estimate value_of_knowing(const Regressors& known, Payoffs payoffs, std::size_t chosen, const Blocks& blocks);

}  // namespace cellcast::sim
