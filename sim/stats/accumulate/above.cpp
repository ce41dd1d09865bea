#include "sim/stats/accumulate/above.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "sim/math/lanes.hpp"

namespace cellcast::sim {
namespace {

using PlaceLanes [[gnu::vector_size(8 * kLanes)]] = BinPlace;
using SignedPlaceLanes [[gnu::vector_size(8 * kLanes)]] = std::int16_t;
constexpr std::size_t kPlaceLanes = 4 * kLanes;

/// Levels that places are compared with at a time, at most: as many as there are registers for, each having its level and its counts.
constexpr std::size_t kMostLevels = kLanes == 8 ? 12 : kLevels;

/// The sums over the lanes of each level's counts, which stay below 2^16.
CountsAbove totals(const std::array<Lanes, kLevels>& found) {
  const Lanes together = found[0] | found[1] << 16 | found[2] << 32 | found[3] << 48;
  std::uint64_t total = 0;
  for (std::size_t k = 0; k < kLanes; ++k) total += together[k];
  CountsAbove counts;
  for (std::size_t k = 0; k < kLevels; ++k) counts[k] = static_cast<std::uint16_t>(total >> 16 * k);
  return counts;
}

#if defined(__SSE2__)

/// Of bytes that are 16 bits apart: in each pair of lanes the sum of the first's, then that of the second's.
Lanes sums_of_bytes(PlaceLanes first, PlaceLanes second) {
#if defined(__AVX512BW__)
  return Lanes(_mm512_sad_epu8(_mm512_packus_epi16(__m512i(first), __m512i(second)), _mm512_setzero_si512()));
#elif defined(__AVX2__)
  return Lanes(_mm256_sad_epu8(_mm256_packus_epi16(__m256i(first), __m256i(second)), _mm256_setzero_si256()));
#else
  return Lanes(_mm_sad_epu8(_mm_packus_epi16(__m128i(first), __m128i(second)), _mm_setzero_si128()));
#endif
}

/// Of two levels each so many bits of a lane for their counts; those of the one are in the first lane of a pair, of the other in the
/// second.
constexpr int kCountBits = 10;
constexpr std::uint64_t kCount = (1 << kCountBits) - 1;

template <std::size_t levels>
Lanes sums_in_pairs(const std::array<PlaceLanes, levels>& found) {
  static_assert(levels / 2 * kCountBits <= 64);
  Lanes sums{};
#pragma GCC unroll 6
  for (std::size_t k = 0; k < levels; k += 2) sums |= sums_of_bytes(found[k], found[k + 1]) << (k / 2 * kCountBits);
  return sums;
}

#endif

/// Adds the numbers that did not fill a register.
CountsAbove with_rest(CountsAbove counts, std::span<const double> rest, const std::array<double, kLevels>& levels) {
  for (const double each : rest) {
    for (std::size_t k = 0; k < kLevels; ++k) counts[k] = static_cast<std::uint16_t>(counts[k] + (each > levels[k]));
  }
  return counts;
}

#if defined(__AVX512BW__)

/// One more in each lane whose place is above the k-th level. Comparisons wait for one another, as few parts of a processor do them; so
/// every other level is done without.
[[gnu::always_inline]] inline PlaceLanes one_more_above(std::size_t k, PlaceLanes found, PlaceLanes places, PlaceLanes level) {
  if (k % 2 == 0) return places > level ? found + 1 : found;
  const __m512i beyond = _mm512_subs_epu16(__m512i(places), __m512i(level));  // 0 where it is not above
  return found + PlaceLanes(_mm512_min_epu16(beyond, _mm512_set1_epi16(1)));
}

/// Adds a lane to each of as many counts as there are.
void add_lanes(Lanes lanes, std::span<std::uint64_t> counts) {
  const auto mask = static_cast<__mmask8>(counts.size() < kLanes ? (1U << counts.size()) - 1 : 0xff);
  const __m512i sums = _mm512_add_epi64(_mm512_maskz_loadu_epi64(mask, counts.data()), __m512i(lanes));
  _mm512_mask_storeu_epi64(counts.data(), mask, sums);
}

/// Adds the sums over the lanes of each level's counts, which stay below 2^8 in a lane and below 2^10 together.
template <std::size_t levels>
void add_totals(const std::array<PlaceLanes, levels>& found, std::span<std::uint64_t> counts) {
  Lanes sums = sums_in_pairs(found);
  sums += __builtin_shufflevector(sums, sums, 4, 5, 6, 7, 0, 1, 2, 3);
  sums += __builtin_shufflevector(sums, sums, 2, 3, 0, 1, 6, 7, 4, 5);
  constexpr Lanes kPairs{0, 0, 1, 1, 2, 2, 3, 3};
  add_lanes(sums >> (kPairs * kCountBits) & kCount, counts.first(std::min(counts.size(), kLanes)));
  if (levels > kLanes && counts.size() > kLanes) add_lanes(sums >> ((kPairs + 4) % 6 * kCountBits) & kCount, counts.subspan(kLanes));
}

#elif defined(__SSE2__)

/// One more in each lane whose place is above the level. Only signed places are compared by one instruction; true is -1.
[[gnu::always_inline]] inline PlaceLanes one_more_above(std::size_t, PlaceLanes found, PlaceLanes places, PlaceLanes level) {
  constexpr BinPlace kSign = 0x8000;
  return found - PlaceLanes(SignedPlaceLanes(places ^ kSign) > SignedPlaceLanes(level ^ kSign));
}

/// Adds the sums over the lanes of each level's counts, which stay below 2^8 in a lane and below 2^10 together.
void add_totals(const std::array<PlaceLanes, kLevels>& found, std::span<std::uint64_t> counts) {
  const Lanes both = sums_in_pairs(found);
  std::array<std::uint64_t, 2> sums{};
  for (std::size_t k = 0; k < kLanes; ++k) sums[k % 2] += both[k];
  for (std::size_t k = 0; k < kLevels && k < counts.size(); ++k) counts[k] += sums[k % 2] >> (k / 2 * kCountBits) & kCount;
}

#else

/// One more in each lane whose place is above the level.
[[gnu::always_inline]] inline PlaceLanes one_more_above(std::size_t, PlaceLanes found, PlaceLanes places, PlaceLanes level) {
  return places > level ? found + 1 : found;
}

/// Four sums of 16 bits in each lane, as one.
Lanes in_lanes(PlaceLanes sums) {
  constexpr std::uint64_t kEven = 0x0000ffff0000ffff;
  const Lanes all = std::bit_cast<Lanes>(sums), pairs = (all & all_lanes(kEven)) + (all >> 16 & all_lanes(kEven));
  return (pairs + (pairs >> 32)) & all_lanes(0xffff);
}

/// Adds the sums over the lanes of each level's counts, which stay below 2^8 in a lane and below 2^10 together.
void add_totals(const std::array<PlaceLanes, kLevels>& found, std::span<std::uint64_t> counts) {
  std::array<Lanes, kLevels> sums;
  for (std::size_t k = 0; k < kLevels; ++k) sums[k] = in_lanes(found[k]);
  const CountsAbove all = totals(sums);
  for (std::size_t k = 0; k < kLevels && k < counts.size(); ++k) counts[k] += all[k];
}

#endif

/// The places that do not fill a register, and 0, which is above no level.
PlaceLanes padded(std::span<const BinPlace> rest) {
  std::array<BinPlace, kPlaceLanes> some{};
  for (std::size_t i = 0; i < rest.size(); ++i) some[i] = rest[i];
  return std::bit_cast<PlaceLanes>(some);
}

/// Adds to each count how many places are above its level.
template <std::size_t at_a_time>
void count_above(std::span<const BinPlace> places, const BinPlace* levels, std::span<std::uint64_t> counts) {
  std::array<PlaceLanes, at_a_time> here, found{};
  for (std::size_t k = 0; k < at_a_time; ++k) here[k] = PlaceLanes{} + levels[k];
  const auto count = [&](PlaceLanes some) {
#pragma GCC unroll 12
    for (std::size_t k = 0; k < at_a_time; ++k) found[k] = one_more_above(k, found[k], some, here[k]);
  };
  const std::size_t whole = places.size() / kPlaceLanes * kPlaceLanes;
  for (std::size_t i = 0; i < whole; i += kPlaceLanes) {
    PlaceLanes some;
    std::memcpy(&some, &places[i], sizeof(some));
    count(some);
  }
  if (whole < places.size()) count(padded(places.subspan(whole)));
  add_totals(found, counts.first(std::min(counts.size(), at_a_time)));
}

}  // namespace

CountsAbove count_above(std::span<const double> values, const std::array<double, kLevels>& levels) {
  std::array<Lanes, kLevels> found{};
  std::size_t i = 0;
  for (; i + kLanes <= values.size(); i += kLanes) {
    const RealLanes some = load(&values[i]);
    for (std::size_t k = 0; k < kLevels; ++k) found[k] = some > levels[k] ? found[k] + 1 : found[k];
  }
  return with_rest(totals(found), values.subspan(i), levels);
}

void count_above(std::span<const BinPlace> places, std::span<const BinPlace> levels, std::span<std::uint64_t> counts) {
  std::size_t first = 0;
  for (; first + kMostLevels <= levels.size(); first += kMostLevels)
    count_above<kMostLevels>(places, &levels[first], counts.subspan(first));
  for (; first < levels.size(); first += kLevels) count_above<kLevels>(places, &levels[first], counts.subspan(first));
}

}  // namespace cellcast::sim
