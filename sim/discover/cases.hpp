#pragma once

#include <cstdint>
#include <memory>

#include "sim/questions/events.hpp"

namespace cellcast::sim {

/// In which trials a condition holds: a bit for each.
struct Cases {
  bool holds(std::uint64_t trial) const { return (bits[static_cast<std::size_t>(trial / 64)] >> (trial % 64) & 1) != 0; }

  std::unique_ptr<std::uint64_t[]> bits;  ///< a word for each 64 trials
  std::uint64_t trials = 0, count = 0;
  NotFiniteCount not_finite;
};

/// Computes the trials; `condition` is a row of the plan's layout, which holds where it is not 0. Throws Stopped.
Cases find_cases(const Trials& trials, std::size_t condition, const RunOptions& options);

/// Fewer cases tell nothing of where they are.
inline constexpr std::uint64_t kLeastCases = 20;

/// How many leading trials are searched: 16,384, or as many as it takes to have 200 cases; all where there are fewer, but
/// at most 2^26.
std::uint64_t trials_to_search(const Cases& cases);

}  // namespace cellcast::sim
