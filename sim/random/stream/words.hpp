#pragma once

#include <bit>
#include <cstdint>

#include "sim/random/stream/philox.hpp"

namespace cellcast::sim {

// How 64-bit numbers lie in Philox' words, and how bits become a uniform: shared by all designs. Specified in docs/methods.md.

[[gnu::always_inline]] inline Philox::Word low_word(std::uint64_t x) { return static_cast<Philox::Word>(x); }
[[gnu::always_inline]] inline Philox::Word high_word(std::uint64_t x) { return static_cast<Philox::Word>(x >> 32); }
[[gnu::always_inline]] inline std::uint64_t join(Philox::Word low, Philox::Word high) { return std::uint64_t{high} << 32 | low; }

/// ((bits >> 12) + 1/2) 2^-52 without a conversion: the 52 bits become the fraction of a number in [1, 2). Both sums are exact.
[[gnu::always_inline]] inline double to_unit(std::uint64_t bits) {
  return std::bit_cast<double>(bits >> 12 | 0x3ff0000000000000) - 1 + 0x1p-53;
}

}  // namespace cellcast::sim
