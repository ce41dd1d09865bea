#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/results/results.hpp"

namespace cellcast::output {

/// The first place where two results are not the same.
struct Difference {
  std::string group, dataset;  ///< of a result file
  std::string index;           ///< labels of all axes but the year, joined by dots; or the input's name
  std::optional<int> year;
  std::string part;                ///< `quantile 0.05`, `bin 3`, `trial 17`; empty where there is no such axis
  std::string stored, recomputed;  ///< values, to the last bit

  /// `mean/production power in 2030: 2431.5 is stored, 2431.25 recomputed`
  std::string text() const;
};

struct Comparison {
  std::uint64_t values = 0, different = 0;  ///< compared; of them not the same
  std::optional<Difference> first;
};

/// Compares everything that results hold bit by bit, in the order of a result file; a dataset that one of them lacks, or that is longer
/// in one of them, is one difference.
Comparison compare(const sim::Results& stored, const sim::Results& recomputed);

}  // namespace cellcast::output
