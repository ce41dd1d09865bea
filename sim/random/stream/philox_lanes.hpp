#pragma once

#include <cstdint>

#include "sim/math/lanes.hpp"
#include "sim/random/stream/philox.hpp"

namespace cellcast::sim {

// Philox on as many counters at once as a vector register has places of 64 bits. A word is the low half of its place; what stands in
// the high half does not matter. Loops over Philox::apply take two to three times as long.

struct CounterLanes {
  Lanes c0, c1, c2, c3;
};

/// Philox::apply, lane by lane.
[[gnu::always_inline]] inline CounterLanes apply(CounterLanes c, Philox::Key key) {
  const Lanes multiplier0 = all_lanes(Philox::kMultiplier0), multiplier1 = all_lanes(Philox::kMultiplier1);
  for (int i = 0; i < Philox::kRounds; ++i) {
    const Lanes product0 = multiply_words(c.c0, multiplier0), product1 = multiply_words(c.c2, multiplier1);
    c = {(product1 >> 32) ^ c.c1 ^ all_lanes(key.k0), product1, (product0 >> 32) ^ c.c3 ^ all_lanes(key.k1), product0};
    key = Philox::next(key);
  }
  return c;
}

/// words.hpp's join, lane by lane.
[[gnu::always_inline]] inline Lanes join(Lanes low, Lanes high) { return high << 32 | (low & all_lanes(0xffffffff)); }

/// words.hpp's to_unit, lane by lane.
[[gnu::always_inline]] inline RealLanes to_unit(Lanes bits) { return RealLanes(bits >> 12 | all_lanes(0x3ff0000000000000)) - 1 + 0x1p-53; }

}  // namespace cellcast::sim
