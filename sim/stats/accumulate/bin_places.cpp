#include "sim/stats/accumulate/bin_places.hpp"

#include <algorithm>
#include <bit>

namespace cellcast::sim {
namespace {

/// Of a bin, in the order of the values: the leading bits of positive values, -1 less the leading bits of the magnitude of negative ones.
[[gnu::always_inline]] inline std::int32_t bin_key(double value) {
  const auto high = static_cast<std::int32_t>(std::bit_cast<std::uint64_t>(value) >> 32);
  return (high ^ (high >> 31 & 0x7fffffff)) >> (20 - kFineBits);
}

[[gnu::always_inline]] inline std::int32_t held(std::int32_t x, std::int32_t low, std::int32_t high) {
  const std::int32_t raised = x < low ? low : x;
  return raised > high ? high : raised;
}

}  // namespace

BinPlaces::BinPlaces(const BinWindow& window) : lower_count_(window.count) {
  const auto first = static_cast<std::int32_t>(window.first), count = static_cast<std::int32_t>(window.count);
  lower_ = window.negative ? -first - count : first;
  if (count == 0) lower_ = std::int32_t{1} << 30;  // all values are below it
  if (window.positive && window.negative) {
    upper_ = first;
    upper_count_ = window.count;
  }
}

std::size_t BinPlaces::find(std::span<const double> values, BinPlace* places) const {
  return upper_count_ > 0 ? find_in_two(values, places) : find_in_one(values, places);
}

std::size_t BinPlaces::find_in_one(std::span<const double> values, BinPlace* __restrict places) const {
  constexpr std::int32_t kAllTurns = kTurns;
  const std::int32_t first = lower_, count = static_cast<std::int32_t>(lower_count_);
  const double* __restrict value = values.data();
  const auto size = static_cast<std::uint32_t>(values.size());
  std::uint32_t inside = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    const auto turn = static_cast<std::int32_t>(i % kTurns);
    const std::int32_t bin = held(bin_key(value[i]) - first, -1 - turn, count + turn);
    places[i] = static_cast<BinPlace>(bin + kAllTurns);
    inside += static_cast<std::uint32_t>(bin) < static_cast<std::uint32_t>(count);
  }
  return size - inside;
}

std::size_t BinPlaces::find_in_two(std::span<const double> values, BinPlace* __restrict places) const {
  constexpr std::int32_t kAllTurns = kTurns;
  const std::int32_t first = lower_, second = upper_, count = static_cast<std::int32_t>(lower_count_);  // of each sign
  const double* __restrict value = values.data();
  const auto size = static_cast<std::uint32_t>(values.size());
  std::uint32_t inside = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    const auto turn = static_cast<std::int32_t>(i % kTurns);
    const std::int32_t key = bin_key(value[i]);
    const std::int32_t lower = held(key - first, -1 - turn, count), upper = held(key - second, -1, count + turn);
    const std::int32_t between = upper >= 0 ? kAllTurns - 1 : lower == count ? turn : 0;
    places[i] = static_cast<BinPlace>(kAllTurns + lower + between + upper + 1);
    inside += static_cast<std::uint32_t>(lower) < static_cast<std::uint32_t>(count) ||
              static_cast<std::uint32_t>(upper) < static_cast<std::uint32_t>(count);
  }
  return size - inside;
}

BinPlace BinPlaces::find(double value) const {
  BinPlace place;
  find({&value, 1}, &place);
  return place;
}

std::optional<BinPlace> BinPlaces::last_up_to(double level) const {
  const BinPlace place = find(level);
  if (is_outside(place) || last_of_bin(level) != level) return std::nullopt;
  return place;
}

}  // namespace cellcast::sim
