#pragma once

#include "config/scenario/distribution.hpp"

namespace cellcast::sim {

// Laws that are given by percentiles or data, by their own parameters.

/// Of which the two percentiles are quantiles, to rounding. Infinite where they leave the range of doubles.
config::Normal normal(const config::NormalPercentiles& given);
config::Lognormal lognormal(const config::LognormalPercentiles& given);

/// The i-th of n values at (i - 1/2) / n, with half a step of probability at either end.
config::Empirical empirical(const config::EmpiricalData& given);

}  // namespace cellcast::sim
