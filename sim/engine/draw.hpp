#pragma once

#include <cstdint>
#include <vector>

#include "sim/model/block.hpp"
#include "sim/plan.hpp"

namespace cellcast::sim {

/// The parameter rows of a block of trials: [row][kBlock]. One per thread.
class ParameterRows {
 public:
  explicit ParameterRows(const Plan& plan);

  /// Draws the trials first ... first + kBlock - 1: uniforms, correlated, through the quantile functions. Pure in (plan, first).
  void draw(std::uint64_t first);
  /// Every input at its median, every shock at zero.
  void set_to_medians();
  /// The values of one input in the block.
  double* input(std::size_t index) { return row(index); }
  /// The place of each value of input plan.correlated[k] in its distribution, (0, 1): its uniforms, correlated.
  const double* grades(std::size_t k) const { return grades_.data() + k * kBlock; }
  /// Recomputes what derives from the inputs; to be called after inputs were written from outside.
  void derive();

  Parameters parameters() const { return Parameters(rows_.data()); }

 private:
  void correlate_groups(std::uint64_t first);
  double* row(std::size_t index) { return rows_.data() + index * kBlock; }

  const Plan* plan_;
  AlignedRows rows_;
  std::vector<double> grades_;  ///< [correlated input][kBlock]
  std::vector<double> mixing_;  ///< [kBlock], what a Student-t copula draws for a group
};

}  // namespace cellcast::sim
