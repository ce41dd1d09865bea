#pragma once

#include <bit>
#include <cstdint>

namespace cellcast::sim {

/// Doubles as integers in the same order; -0 is 0. Not for what is not a number.
using OrderKey = std::uint64_t;

inline OrderKey order_key(double value) {
  constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);
  return bits & kSign ? ~bits : bits | kSign;
}

inline double value_of(OrderKey key) {
  constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
  return std::bit_cast<double>(key & kSign ? key & ~kSign : ~key);
}

}  // namespace cellcast::sim
