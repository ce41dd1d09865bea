#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/random/design/sobol.hpp"
#include "sim/random/stream/uniform.hpp"

namespace cellcast::sim {

/// Sobol points that are scrambled together: they share their binary tree but for its first levels.
inline constexpr std::size_t kSobolBlock = 256;

/// Points kSobolBlock * block ... of one dimension after nested uniform scrambling (Owen 1995, "Randomly permuted (t,m,s)-nets and
/// (t,s)-sequences"), in 52 binary places: out[i] >> 12 is the point as a fraction of 2^52.
///
/// Every node of the tree of binary prefixes has a random bit of its own, a pure function of stream, replicate and node, by which the
/// next place is flipped: no approximation by a hash of the point. docs/methods.md says which bit of which Philox counter it is.
void scrambled_points(const SobolDirections& directions, Stream stream, std::uint32_t replicate, std::uint32_t block,
                      std::span<std::uint64_t, kSobolBlock> out);

}  // namespace cellcast::sim
