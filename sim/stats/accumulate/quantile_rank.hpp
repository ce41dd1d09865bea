#pragma once

#include <cstdint>

namespace cellcast::sim {

/// Stands for a rank that a sample is too small for; ranks begin at 1.
inline constexpr std::uint64_t kNoRank = 0;

/// The rank (1 ... n) of the quantile p: the smallest k with k / n >= p, p taken as the decimal number it stands for.
std::uint64_t quantile_rank(double p, std::uint64_t n);

}  // namespace cellcast::sim
