#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace cellcast::sim {

// Vectors as wide as the registers of the processor that a kernel is compiled for, for the few loops that compilers do not vectorise
// well: products of 32 by 32 bits to 64, which take one instruction that they do not find.

#if defined(__AVX512F__)
inline constexpr std::size_t kLanes = 8;
#elif defined(__AVX2__)
inline constexpr std::size_t kLanes = 4;
#else
inline constexpr std::size_t kLanes = 2;
#endif
using Lanes [[gnu::vector_size(8 * kLanes)]] = std::uint64_t;
using SignedLanes [[gnu::vector_size(8 * kLanes)]] = std::int64_t;
using RealLanes [[gnu::vector_size(8 * kLanes)]] = double;

[[gnu::always_inline]] inline Lanes all_lanes(std::uint64_t x) { return Lanes{} + x; }

[[gnu::always_inline]] inline RealLanes load(const double* values) {
  RealLanes lanes;
  std::memcpy(&lanes, values, sizeof(lanes));
  return lanes;
}

[[gnu::always_inline]] inline Lanes load(const std::uint64_t* values) {
  Lanes lanes;
  std::memcpy(&lanes, values, sizeof(lanes));
  return lanes;
}

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

}  // namespace cellcast::sim
