#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/stats/infer/output_table.hpp"

namespace cellcast::sim {

/// What outputs are held against: the numbers of all trials, and their order.
struct RankedFactor {
  const Ranking* ranking;
  std::span<const double> values;  ///< [trial], finite
};

/// What trials tell of one factor and each of the outputs.
struct FactorEffects {
  /// First-order share of the variance, Var(E[Y | X]) / Var(Y), and its 95 % confidence interval. Where so few trials carry the variance
  /// that they cannot tell, the share is NaN and the interval all of [0, 1].
  std::vector<double> first_order, first_order_low, first_order_high;
  std::vector<double> spearman;   ///< rank correlation, ties by midranks
  std::vector<double> low, high;  ///< mean of the output where the factor is in its lowest and highest tenth
};

/// From given data, without a design of its own (Plischke 2012, "How to compute variance-based sensitivity indicators with your
/// spreadsheet software", Environ. Model. Softw. 35, 188-191): E[Y | X] is fitted by a line over the factor's normal score in each of
/// kPieces parts with as many trials, and what is left is corrected for the coefficients (without a relation the share's mean is zero).
/// Where neighbours in a part still tell of one another, E[Y | X] is followed from trial to trial: see local_noise. docs/analysis.md says
/// where the interval comes from. Ties stay together. `fitted` more coefficients were fitted to the outputs to make the factor.
/// Precondition: at least kLeastTrials trials, which are independent of one another.
FactorEffects factor_effects(const RankedFactor& factor, const OutputTable& outputs, std::size_t fitted = 0);

inline constexpr std::size_t kPieces = 20;
inline constexpr std::size_t kLeastTrials = 200;

inline constexpr double kNormal975 = 1.959963984540054;  ///< the normal quantile of 0.975

/// Fewer trials of equal weight than these tell little of a variance (OutputTable::effective).
inline constexpr double kFewEffective = 10;

}  // namespace cellcast::sim
