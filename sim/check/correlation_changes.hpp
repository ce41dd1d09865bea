#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/plan/correlation_pairs.hpp"

namespace cellcast::sim {

/// A pair that the nearest valid matrix changes, as the scenario gives it; a pair that it does not give, as a rank: from 0, or from what
/// factors imply.
struct CorrelationChange {
  std::size_t first, second;  ///< inputs
  bool rank;                  ///< else Pearson of the underlying normals
  double given;
  double nearest;                     ///< a decimal number of six digits after the point
  std::optional<std::size_t> origin;  ///< index into Scenario::correlations, where it is given
};

/// What makes a group of connected inputs, sorted by name, valid: the nearest correlation matrix, rounded. Pairs that it changes by less
/// than half a unit of the last digit stay as they are. The group is valid after that, in spite of the rounding. Largest change first,
/// equal ones in the order of names; empty where the group is valid.
std::vector<CorrelationChange> nearest_changes(const std::vector<std::size_t>& group, const CorrelationPairs& pairs,
                                               const std::vector<config::Correlation>& correlations);

/// "rank of `a` ~ `b` from 0.9 to 0.76069, `b` ~ `c` from 0 to 0.1573 and 3 more": the largest, as many as one reads.
std::string listed(const std::vector<CorrelationChange>& changes, const std::vector<std::string>& names);

/// Puts changes into a scenario's correlations, pairs that are not given at the end, and keeps what was given. `place` is for the latter.
void apply(const std::vector<CorrelationChange>& changes, const std::vector<std::string>& names, const config::Place& place,
           std::vector<config::Correlation>& correlations);

}  // namespace cellcast::sim
