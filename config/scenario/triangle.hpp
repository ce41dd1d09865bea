#pragma once

#include "config/scenario/laws.hpp"

namespace cellcast::config {

/// The triangular law of that p10, mode and p90: rounding apart, exactly one is. Its ends are infinite where they leave the range of doubles.
Triangular triangle(const TriangularPercentiles& law);

}  // namespace cellcast::config
