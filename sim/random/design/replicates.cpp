#include "sim/random/design/replicates.hpp"

#include <bit>

namespace cellcast::sim {

Piece GrowingReplicates::piece(std::uint64_t trial) const {
  constexpr std::uint64_t kStretch = 256;
  if (trial < count) return {static_cast<std::uint32_t>(trial), 0, 1};
  if (trial < count * kStretch) {
    const auto k = static_cast<unsigned>(std::bit_width(trial / count)) - 1;
    // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): trial >= count, so that the width is at least 1
    const std::uint64_t points = std::uint64_t{1} << k, beyond = trial - count * points;
    return {static_cast<std::uint32_t>(beyond >> k), points + beyond % points, points - beyond % points};
  }
  const std::uint64_t stretch = trial / kStretch, offset = trial % kStretch;
  return {static_cast<std::uint32_t>(stretch % count), stretch / count * kStretch + offset, kStretch - offset};
}

}  // namespace cellcast::sim
