#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "sim/stats/accumulate/bins.hpp"

namespace cellcast::sim {

using BinPlace = std::uint16_t;

/// Where the bins of a window stand next to one another: places in ascending order of the values. What lies outside the window has some
/// places too: below it, above it and, where it has both signs, between these.
class BinPlaces {
 public:
  explicit BinPlaces(const BinWindow& window);

  /// All, from 0 on.
  std::size_t size() const { return first_above() + kTurns; }
  /// Finds the place of each value; returns how many are outside the window. Values outside take turns at several places: to count up in
  /// one place again and again takes five times as long.
  std::size_t find(std::span<const double> values, BinPlace* places) const;
  BinPlace find(double value) const;
  bool is_outside(BinPlace place) const { return !is_in_lower(place) && !is_in_upper(place); }

  /// Whether some of so many places are outside: in vectors, which a choice in between would prevent.
  template <std::size_t count>
  bool is_any_outside(const BinPlace* places) const {
    const auto lower = static_cast<BinPlace>(lower_count_), first = static_cast<BinPlace>(first_upper()),
               upper = static_cast<BinPlace>(upper_count_);
    BinPlace any = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const auto in_lower = static_cast<BinPlace>(places[i] - kTurns), in_upper = static_cast<BinPlace>(places[i] - first);
      any |= static_cast<BinPlace>((in_lower >= lower) & (in_upper >= upper));
    }
    return any != 0;
  }

  /// The leading bits of the values at a place. Precondition: it is not outside.
  std::uint32_t leading(BinPlace place) const {
    const std::int32_t key =
        is_in_lower(place) ? lower_ + static_cast<std::int32_t>(place - kTurns) : upper_ + static_cast<std::int32_t>(place - first_upper());
    return key >= 0 ? static_cast<std::uint32_t>(key) : kLeadingSign | static_cast<std::uint32_t>(-1 - key);
  }
  /// The places behind which all values above a level lie and no others; none, where the level divides a bin or is outside the window.
  std::optional<BinPlace> last_up_to(double level) const;

 private:
  static constexpr std::uint32_t kTurns = 8;

  std::uint32_t first_upper() const { return kTurns + lower_count_ + kTurns; }
  std::uint32_t first_above() const { return upper_count_ > 0 ? first_upper() + upper_count_ : kTurns + lower_count_; }
  bool is_in_lower(BinPlace place) const { return place - kTurns < lower_count_; }
  bool is_in_upper(BinPlace place) const { return place - first_upper() < upper_count_; }
  std::size_t find_in_one(std::span<const double> values, BinPlace* places) const;
  std::size_t find_in_two(std::span<const double> values, BinPlace* places) const;

  // Ranges of keys of the bins; the upper one is empty where the window has one sign.
  std::int32_t lower_, upper_ = 0;
  std::uint32_t lower_count_, upper_count_ = 0;
};

}  // namespace cellcast::sim
