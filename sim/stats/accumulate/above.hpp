#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/stats/accumulate/bin_places.hpp"

namespace cellcast::sim {

/// Levels that numbers are compared with at a time, while they are in registers: a quarter of the loads, and of the sums over lanes.
inline constexpr std::size_t kLevels = 4;
using CountsAbove = std::array<std::uint16_t, kLevels>;

/// Fewer than 2^16 numbers: how many are above each of the levels.
CountsAbove count_above(std::span<const double> values, const std::array<double, kLevels>& levels);
/// Adds to each count how many of fewer than 2^10 places are above its level. The levels are as many as the counts, rounded up to a
/// multiple of kLevels.
void count_above(std::span<const BinPlace> places, std::span<const BinPlace> levels, std::span<std::uint64_t> counts);

}  // namespace cellcast::sim
