#pragma once

#include <string>
#include <vector>

#include "config/scenario/distribution.hpp"

namespace cellcast::config {

/// The bounds that keep an unbounded law within a range, each as a scenario has it and near a percentile of the law, `max = 0.31` (near its
/// P99.9): the outermost of P0.1, P1 and P5 that lies within; `min` and `max` say which bounds are wanted. Where none does, the end of the
/// range. Approximate to a few per cent of the law's spread: what a person would round to.
std::vector<std::string> usual_bounds(const Distribution& distribution, const Interval& range, bool min, bool max);

}  // namespace cellcast::config
