#pragma once

#include <cstdint>

#include "sim/engine/options.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::sim {

/// What to look for: the quantile of one output over a run.
struct QuantileAddress {
  VariableId variable;
  std::size_t cell;
  double probability;  ///< [0, 1]
};

struct FoundTrial {
  std::uint64_t trial;
  double value;
  std::uint64_t rank;  ///< of the value among all trials, from 1: the smallest k with k / trials >= probability
};

/// Where the search turns from counting to sorting. Answers do not depend on it.
struct SearchEffort {
  std::uint64_t pilot = 4096;  ///< leading trials that say where to look
  std::uint64_t few = 65536;   ///< values that are sorted rather than counted
  std::uint64_t bins = 4096;   ///< that a range with more is cut into
};

/// The trial whose value is the quantile: exactly the value of that rank, and of trials with equal values the first. `trials` are those
/// of the run, plan.trials unless a rule ended it. Computes all trials twice, more often where the first of them say little of where the
/// quantile lies; in memory that does not depend on how many there are, and with the same answer on any number of threads.
///
/// Precondition: the plan computes the variable. `progress` is told of the trials done in all passes so far. Throws NotFinite where a
/// value is not finite, and Stopped.
FoundTrial find_trial(const Plan& plan, std::uint64_t trials, const QuantileAddress& wanted, const RunOptions& options = {},
                      const SearchEffort& effort = {});

}  // namespace cellcast::sim
