#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/questions/over_trials.hpp"
#include "sim/stats/infer/proportion.hpp"

namespace cellcast::sim {

/// Conditions on trials: outputs of one cell, which hold where they are not 0.
struct Events {
  std::vector<std::size_t> conditions;  ///< rows of the plan's layout
  std::optional<std::size_t> given{};   ///< likewise: only trials in which this holds count
};

/// Values that are not finite, which are neither true nor false.
struct NotFiniteCount {
  std::uint64_t count = 0, first = ~std::uint64_t{0};  ///< the smallest trial

  void add(std::span<const double> values, std::uint64_t first_trial);
  void merge(const NotFiniteCount& other);
};

/// How often conditions hold over trials. Integers in memory that does not depend on how many trials there are, the
/// same on any number of threads.
struct EventTally {
  std::vector<EventCounts> counts;         ///< [condition]
  std::vector<NotFiniteCount> not_finite;  ///< [condition], then that which is given
};
/// Throws Stopped.
EventTally count_events(const Trials& trials, const Events& events, const RunOptions& options);

/// The same of trials that the plan's observations weigh. Throws TooFewEffective as a run does, NotFinite where an observed output is not
/// finite, and Stopped. Precondition: the plan has evidence.
struct WeighedTally {
  std::vector<WeightedCounts> counts;
  std::vector<NotFiniteCount> not_finite;
};
WeighedTally weigh_events(const Trials& trials, const Events& events, const RunOptions& options);

}  // namespace cellcast::sim
