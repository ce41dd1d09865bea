#pragma once

#include "config/distribution.hpp"
#include "sim/random/law_quantile.hpp"

namespace cellcast::sim {

/// The probability of [min, max]; its mass is 0 where there is none that a double can share out (below 1e-290).
Window window(const config::Law& law, double min, double max);

}  // namespace cellcast::sim
