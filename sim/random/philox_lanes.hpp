#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/random/philox.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace cellcast::sim {

// Philox on as many counters at once as a vector register has places of 64 bits. A word is the low half of its place; what stands in
// the high half does not matter. That suits the one instruction that multiplies 32 bits by 32 to 64, which compilers do not find: loops
// over Philox::apply take two to three times as long.

#if defined(__AVX512F__)
inline constexpr std::size_t kLanes = 8;
#elif defined(__AVX2__)
inline constexpr std::size_t kLanes = 4;
#else
inline constexpr std::size_t kLanes = 2;
#endif
using Lanes [[gnu::vector_size(8 * kLanes)]] = std::uint64_t;
using RealLanes [[gnu::vector_size(8 * kLanes)]] = double;

[[gnu::always_inline]] inline Lanes all_lanes(std::uint64_t x) { return Lanes{} + x; }

/// The products of the low halves.
[[gnu::always_inline]] inline Lanes multiply_words(Lanes a, Lanes b) {
#if defined(__AVX512F__)
  return Lanes(_mm512_maskz_mul_epu32(0xff, __m512i(a), __m512i(b)));  // without a mask, GCC 12 warns of its own header (bug 105593)
#elif defined(__AVX2__)
  return Lanes(_mm256_mul_epu32(__m256i(a), __m256i(b)));
#elif defined(__SSE2__)
  return Lanes(_mm_mul_epu32(__m128i(a), __m128i(b)));
#else
  const Lanes low = all_lanes(0xffffffff);
  return (a & low) * (b & low);
#endif
}

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
