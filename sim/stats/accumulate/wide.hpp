#pragma once

#include <cstdint>

namespace cellcast::sim {

__extension__ using Uint128 = unsigned __int128;
__extension__ using Int128 = __int128;

/// An unsigned integer of 192 bits that only grows: sums of squares of 53-bit mantissas, up to 2^86 of them.
struct Uint192 {
  Uint128 low = 0;
  std::uint64_t high = 0;

  void add(Uint128 term) {
    low += term;
    high += low < term;
  }
  void add(Uint128 term, std::uint64_t times) {
    const Uint128 upper = (term >> 64) * times;
    add(Uint128{static_cast<std::uint64_t>(term)} * times);
    add(upper << 64);
    high += static_cast<std::uint64_t>(upper >> 64);
  }
  void add(const Uint192& other) {
    add(other.low);
    high += other.high;
  }
};

}  // namespace cellcast::sim
