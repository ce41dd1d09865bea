#include "sim/stats/accumulate/above.hpp"

#include <bit>
#include <cstring>

#include "sim/math/lanes.hpp"

namespace cellcast::sim {
namespace {

using PlaceLanes [[gnu::vector_size(8 * kLanes)]] = BinPlace;
constexpr std::size_t kPlaceLanes = 4 * kLanes;

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

#else

/// Four sums of 16 bits in each lane, as one.
Lanes in_lanes(PlaceLanes sums) {
  constexpr std::uint64_t kEven = 0x0000ffff0000ffff;
  const Lanes all = std::bit_cast<Lanes>(sums), pairs = (all & all_lanes(kEven)) + (all >> 16 & all_lanes(kEven));
  return (pairs + (pairs >> 32)) & all_lanes(0xffff);
}

#endif

/// Adds the numbers that did not fill a register.
CountsAbove with_rest(CountsAbove counts, std::span<const double> rest, const std::array<double, kLevels>& levels) {
  for (const double each : rest) {
    for (std::size_t k = 0; k < kLevels; ++k) counts[k] = static_cast<std::uint16_t>(counts[k] + (each > levels[k]));
  }
  return counts;
}

/// The sums over the lanes of each level's counts, which stay below 2^8 in a lane and below 2^16 together.
CountsAbove totals(const std::array<PlaceLanes, kLevels>& found) {
#if defined(__SSE2__)
  // Bytes of two levels, eight of the one and then eight of the other, are summed by one instruction.
  const Lanes both = sums_of_bytes(found[0], found[1]) | sums_of_bytes(found[2], found[3]) << 32;
  std::uint64_t even = 0, odd = 0;
  for (std::size_t k = 0; k < kLanes; k += 2) {
    even += both[k];
    odd += both[k + 1];
  }
  return {static_cast<std::uint16_t>(even), static_cast<std::uint16_t>(odd), static_cast<std::uint16_t>(even >> 32),
          static_cast<std::uint16_t>(odd >> 32)};
#else
  std::array<Lanes, kLevels> sums;
  for (std::size_t k = 0; k < kLevels; ++k) sums[k] = in_lanes(found[k]);
  return totals(sums);
#endif
}

/// The places that do not fill a register, and 0, which is above no level.
PlaceLanes padded(std::span<const BinPlace> rest) {
  std::array<BinPlace, kPlaceLanes> some{};
  for (std::size_t i = 0; i < rest.size(); ++i) some[i] = rest[i];
  return std::bit_cast<PlaceLanes>(some);
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
  const std::size_t whole = places.size() / kPlaceLanes * kPlaceLanes;
  const PlaceLanes rest = padded(places.subspan(whole));
  for (std::size_t first = 0; first < levels.size(); first += kLevels) {
    std::array<BinPlace, kLevels> here;
    for (std::size_t k = 0; k < kLevels; ++k) here[k] = levels[first + k];
    std::array<PlaceLanes, kLevels> found{};
    const auto count = [&](PlaceLanes some) {
      for (std::size_t k = 0; k < kLevels; ++k) found[k] = some > here[k] ? found[k] + 1 : found[k];
    };
    for (std::size_t i = 0; i < whole; i += kPlaceLanes) {
      PlaceLanes some;
      std::memcpy(&some, &places[i], sizeof(some));
      count(some);
    }
    if (whole < places.size()) count(rest);
    const CountsAbove all = totals(found);
    for (std::size_t k = 0; k < kLevels && first + k < counts.size(); ++k) counts[first + k] += all[k];
  }
}

}  // namespace cellcast::sim
