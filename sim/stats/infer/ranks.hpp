#pragma once

#include <cstdint>

#include "sim/stats/accumulate/quantile_rank.hpp"

namespace cellcast::sim {

/// Ranks whose order statistics enclose the quantile p with at least 95 % probability, whatever the distribution
/// (binomial; David and Nagaraja 2003, 7.1), each with at least 97.5 %. kNone where there are too few values for one: low takes
/// (1 - p)^n <= 2.5 %, high p^n <= 2.5 %.
struct RankBounds {
  static constexpr std::uint64_t kNone = kNoRank;
  std::uint64_t low, high;
};
RankBounds confidence_ranks(double p, std::uint64_t n);

}  // namespace cellcast::sim
