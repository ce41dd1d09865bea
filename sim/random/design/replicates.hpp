#pragma once

#include <cstdint>

namespace cellcast::sim {

/// Consecutive trials that are consecutive points of one replicate.
struct Piece {
  std::uint32_t replicate;
  std::uint64_t point;  ///< of the first trial
  std::uint64_t size;
};

/// Trials of a Sobol design: all 2^k points of each replicate for replicates x 2^k trials, for every k, so that a run can grow.
/// The first trials are point 0 of each replicate; trials replicates x 2^k ... replicates x 2^(k+1) - 1 are points 2^k ... 2^(k+1) - 1,
/// replicate by replicate in stretches of up to 256 points.
struct GrowingReplicates {
  std::uint32_t count;
  Piece piece(std::uint64_t trial) const;
};

/// Trials of a Latin hypercube: one replicate after the other.
struct WholeReplicates {
  std::uint32_t count;
  std::uint64_t points;
  Piece piece(std::uint64_t trial) const { return {static_cast<std::uint32_t>(trial / points), trial % points, points - trial % points}; }
};

}  // namespace cellcast::sim
