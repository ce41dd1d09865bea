#pragma once

#include <cstdint>

namespace cellcast::sim {

/// The rank (1 ... n) of the quantile p: the smallest k with k / n >= p, p taken as the decimal number it stands for.
std::uint64_t quantile_rank(double p, std::uint64_t n);

/// Ranks whose order statistics enclose the quantile p with at least 95 % probability, whatever the distribution
/// (binomial; David and Nagaraja 2003, 7.1), each with at least 97.5 %. kNone where there are too few values for one: low takes
/// (1 - p)^n <= 2.5 %, high p^n <= 2.5 %.
struct RankBounds {
  static constexpr std::uint64_t kNone = 0;
  std::uint64_t low, high;
};
RankBounds confidence_ranks(double p, std::uint64_t n);

}  // namespace cellcast::sim
