#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/stats/midranks.hpp"

namespace cellcast::sim {

/// Numbers of trials as a table, [trial][column]: what factors are held against.
struct OutputTable {
  std::size_t trials, columns;
  std::vector<double> values;        ///< minus their column's mean
  std::vector<double> means;         ///< [column]
  std::vector<double> squares;       ///< [column], sums of squares of `values`
  std::vector<double> ranks;         ///< [trial][column], twice the midrank minus n + 1: an integer, of mean zero
  std::vector<double> rank_squares;  ///< [column], sums of squares; 0 for a constant
  std::vector<double> scores;        ///< [twice a rank], its normal score

  /// of[k] are the values of all trials in column k; finite.
  explicit OutputTable(std::span<const std::span<const double>> of);
  const double* row(std::size_t trial) const { return values.data() + trial * columns; }
  double score(std::uint32_t twice_rank) const { return scores[twice_rank]; }
  /// One column as a table.
  OutputTable column(std::size_t k) const;
};

/// What trials tell of one factor and each of the outputs.
struct FactorEffects {
  /// First-order share of the variance, Var(E[Y | X]) / Var(Y), and its standard error.
  std::vector<double> first_order, error;
  std::vector<double> spearman;   ///< rank correlation, ties by midranks
  std::vector<double> low, high;  ///< mean of the output where the factor is in its lowest and highest tenth
};

/// From given data, without a design of its own (Plischke 2012, "How to compute variance-based sensitivity indicators with your
/// spreadsheet software", Environ. Model. Softw. 35, 188-191): E[Y | X] is fitted by a line over the factor's normal score in each of
/// kPieces parts with as many trials, and the explained variance is corrected for the coefficients that were fitted (the adjusted R^2:
/// without a relation its mean is zero). The standard error is that of the ratio's influence function, plus what chance explains where
/// nothing does. Ties stay together. `fitted` more coefficients were fitted to the outputs to make the factor.
/// Precondition: at least kLeastTrials trials.
FactorEffects factor_effects(const Ranking& factor, const OutputTable& outputs, std::size_t fitted = 0);

/// The one number that tells most of an output of several factors taken together: the sum of their normal scores, weighted as a
/// regression of the output on them has it. All arguments must outlive it.
class JointScores {
 public:
  JointScores(std::vector<const Ranking*> factors, const OutputTable& outputs);

  /// Of all trials, for one output.
  std::vector<double> of(std::size_t column) const;
  std::size_t weights() const { return factors_.size(); }

 private:
  std::vector<const Ranking*> factors_;
  const OutputTable* outputs_;
  std::vector<double> weights_;  ///< [column][factor]
};

inline constexpr std::size_t kPieces = 20;
inline constexpr std::size_t kLeastTrials = 200;

}  // namespace cellcast::sim
