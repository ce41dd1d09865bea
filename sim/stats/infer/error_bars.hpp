#pragma once

#include <cstdint>

#include "sim/stats/accumulate/accumulator.hpp"
#include "sim/stats/infer/ranks.hpp"

namespace cellcast::sim {

/// The standard error of the mean: from the means of the replicates, whose differences are all of a design's error, where there are
/// several (Owen 1997, Annals of Statistics 25(4), section 4); sd / sqrt(n) of independent trials, where there is one.
/// Precondition: as many values in each replicate, all finite.
double mean_error(const Accumulator& values);

/// Ranks that bound a quantile with 95 % confidence, from how the replicates differ in their shares above a level near the quantile
/// (Woodruff 1952, JASA 47(260): bounds on the distribution function, inverted). `independent` are the ranks of independent trials:
/// what holds where there is one replicate, and where the level tells nothing because all values lie on one side of it. kNone where the
/// rank would leave the sample, or independent trials have no bound. `factor` is the
/// confidence_factor, which is the same for all numbers of a run.
/// Precondition: as many values in each replicate, all finite, not a known constant.
RankBounds quantile_bounds(const Accumulator& values, double p, std::size_t level, const RankBounds& independent, double factor);

}  // namespace cellcast::sim
