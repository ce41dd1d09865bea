#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace cellcast::sim {

/// The sign and exponent of a double: its leading 12 bits. Values of one octave and sign share a page of bins.
using PageId = std::uint16_t;
inline constexpr std::size_t kPages = 4096;

/// How a number's values are counted: where bins are fine, which values it takes again and again, above which levels it is counted. Read
/// off a run's leading trials, it is a function of scenario and seed alone: all threads and shards of a run count in the same bins.
struct BinPlan {
  std::vector<PageId> fine;    ///< ascending; octaves with 2048 bins, the others have 128
  std::vector<double> atoms;   ///< ascending; values counted one by one, exactly. Zero is always one.
  std::vector<double> levels;  ///< the values that lie above each are counted
};

/// The leading trials that the plan is made from.
inline constexpr std::size_t kPilotTrials = 1024;

/// Values seen at least twice become atoms; octaves that hold at least 1/256 of the values become fine.
/// The levels are near the quantiles of these probabilities: their values among the finite ones of the pilot, 0 where there are none.
BinPlan plan_bins(std::span<const double> pilot, std::span<const double> probabilities = {});

}  // namespace cellcast::sim
