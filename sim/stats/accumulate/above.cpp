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

/// Adds the numbers that did not fill a register.
CountsAbove with_rest(CountsAbove counts, std::span<const double> rest, const std::array<double, kLevels>& levels) {
  for (const double each : rest) {
    for (std::size_t k = 0; k < kLevels; ++k) counts[k] = static_cast<std::uint16_t>(counts[k] + (each > levels[k]));
  }
  return counts;
}

/// Four sums of 16 bits in each lane, as one.
Lanes in_lanes(PlaceLanes sums) {
  constexpr std::uint64_t kEven = 0x0000ffff0000ffff;
  const Lanes all = std::bit_cast<Lanes>(sums), pairs = (all & all_lanes(kEven)) + (all >> 16 & all_lanes(kEven));
  return (pairs + (pairs >> 32)) & all_lanes(0xffff);
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
    std::array<Lanes, kLevels> sums;
    for (std::size_t k = 0; k < kLevels; ++k) sums[k] = in_lanes(found[k]);
    const CountsAbove all = totals(sums);
    for (std::size_t k = 0; k < kLevels && first + k < counts.size(); ++k) counts[first + k] += all[k];
  }
}

}  // namespace cellcast::sim
