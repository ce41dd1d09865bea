#pragma once

#include <vector>

#include "sim/stats/infer/output_table.hpp"

namespace cellcast::sim {

/// The one number that tells most of an output of several factors taken together: the sum of their normal scores, weighted as a
/// regression of the output on them has it. All arguments must outlive it.
class JointScores {
 public:
  JointScores(std::vector<const Ranking*> factors, const OutputTable& outputs);

  /// Of all trials, for one output: rises with the output.
  std::vector<double> of(std::size_t column) const;
  std::size_t weights() const { return factors_.size(); }

 private:
  std::vector<const Ranking*> factors_;
  const OutputTable* outputs_;
  std::vector<double> weights_;  ///< [column][factor]
};

}  // namespace cellcast::sim
