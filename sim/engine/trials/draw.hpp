#pragma once

#include <cstdint>
#include <vector>

#include "sim/model/block.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::sim {

/// Trials that are drawn together: some blocks, and as many points as Sobol's design computes at a time.
inline constexpr std::size_t kDrawn = 2 * kBlock;

/// The parameter rows of some blocks of trials: [row][kDrawn]. One per thread.
class ParameterRows {
 public:
  explicit ParameterRows(const Plan& plan);

  /// Draws the trials first ... first + kDrawn - 1: uniforms, correlated, through the quantile functions. Pure in (plan, first).
  void draw(std::uint64_t first);
  /// Where `draw` also puts the uniforms of all inputs, correlated: [input][kDrawn].
  void keep_uniforms(double* to) { kept_uniforms_ = to; }
  /// Sets the grades from such uniforms.
  void set_grades(const double* uniforms);
  /// Every input at the quantile of 1/2, by its table, which is built if it is not there: for who will draw.
  void set_to_centres();
  /// Every input at its median, every shock at zero: the same, by no table that is not there.
  void set_to_medians();
  /// The values of one input: kDrawn of them.
  double* input(std::size_t index) { return row(index); }
  /// The place of each value of input plan.correlated[k] in its distribution, (0, 1): its uniforms, correlated.
  const double* grades(std::size_t k) const { return grades_.data() + k * kDrawn; }
  /// Recomputes what derives from the inputs; to be called after inputs were written from outside.
  void derive();

  /// Of the block that begins with a trial, counted from the first.
  Parameters parameters(std::size_t trial = 0) const { return {rows_.data() + trial, kDrawn, constant_.data()}; }

 private:
  void correlate_groups(std::uint64_t first);
  double* row(std::size_t index) { return rows_.data() + index * kDrawn; }

  const Plan* plan_;
  AlignedRows rows_;
  std::vector<std::uint8_t> constant_;  ///< [row]
  std::vector<double> grades_;          ///< [correlated input][kDrawn]
  double* kept_uniforms_ = nullptr;
  std::vector<double> mixing_;  ///< [kDrawn], what a Student-t copula draws for a group
};

}  // namespace cellcast::sim
