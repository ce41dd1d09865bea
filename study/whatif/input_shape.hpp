#pragma once

#include <string>

#include "sim/plan/plan.hpp"

namespace cellcast::study {

/// A distribution as the page draws it, as JSON: "p" its P10, P50 and P90, "x" points and "d" the density at each, the highest 1 (of a
/// distribution of steps 0).
std::string input_shape(const sim::Input& input);

}  // namespace cellcast::study
