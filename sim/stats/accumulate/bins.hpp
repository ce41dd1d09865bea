#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/stats/accumulate/grid.hpp"

namespace cellcast::sim {

/// The sign and exponent of a double: its leading 12 bits. Values of one octave and sign share a page of bins.
using PageId = std::uint16_t;
inline constexpr std::size_t kPages = 4096;
inline constexpr PageId kNegative = 0x800, kExponent = 0x7ff;  ///< sign and exponent in it

inline PageId page_id(double value) { return static_cast<PageId>(std::bit_cast<std::uint64_t>(value) >> 52); }

/// Bins of an octave: fine where values are many, coarse elsewhere.
inline constexpr int kFineBits = 11, kCoarseBits = 7;
/// Sign, exponent and so much of the fraction as tells fine bins apart.
inline std::uint32_t leading_bits(double value) {
  return static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(value) >> (52 - kFineBits));
}
/// The largest double of a value's fine bin: no other value of the bin lies above it.
inline double last_of_bin(double value) {
  constexpr std::uint64_t kBelow = (std::uint64_t{1} << (52 - kFineBits)) - 1;
  const auto bits = std::bit_cast<std::uint64_t>(value);
  return std::bit_cast<double>(value < 0 ? bits & ~kBelow : bits | kBelow);
}
inline constexpr std::uint32_t kLeadingSign = std::uint32_t{1} << (11 + kFineBits);

/// Fine bins next to one another, of magnitudes, and the signs that values there have.
struct BinWindow {
  std::uint32_t first = 0, count = 0;  ///< leading_bits of the smallest magnitude; how many follow
  bool positive = false, negative = false;
};

/// How a number's values are counted: where bins are fine, which values it takes again and again, above which levels it is counted. Read
/// off a run's leading trials, it is a function of scenario and seed alone: all threads and shards of a run count in the same bins.
struct BinPlan {
  std::vector<PageId> fine;          ///< ascending; octaves with 2048 bins, the others have 128
  BinWindow window;                  ///< of bins that values are counted in fastest
  double low = 0, high = 0;          ///< values in the window, between which almost all lie
  std::vector<double> atoms;         ///< ascending; values counted one by one, exactly. Zero is always one.
  std::vector<double> levels;        ///< the values that lie above each are counted, fastest where each is the last of its bin
  Grid grid;                         ///< for sums
  std::optional<double> constant{};  ///< the value of all trials, where that is known
  bool is_short = false;             ///< so few trials that memory is taken when it is first needed, not all at once
};

/// The leading trials that the plan is made from.
inline constexpr std::size_t kPilotTrials = 1024;

/// Values seen at least twice become atoms; octaves that hold at least 1/256 of the values become fine.
/// The levels are near the quantiles of these probabilities: those are found among the finite values of the pilot, and their bin ends with
/// the level, which is 0 where there are none.
BinPlan plan_bins(std::span<const double> pilot, std::span<const double> probabilities = {});

/// Makes the window that of a run with so many trials that memory is taken at once: with all of the fine octaves that its ends lie in, as a
/// bin there takes less than one outside. What is counted stays the same.
void widen_window(BinPlan& plan);

}  // namespace cellcast::sim
