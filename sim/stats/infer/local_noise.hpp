#pragma once

#include <cstddef>
#include <vector>

namespace cellcast::sim {

/// An output and a factor, [place in the factor's order].
struct OrderedPair {
  std::vector<double> factor;
  std::vector<double> values;  ///< of the output, minus its mean
  std::vector<double> ranks;   ///< of the output, of mean zero
};

/// Places [first, end) of the order, and what a line leaves of the values there.
struct FittedPart {
  std::size_t first, end;
  double coefficients;
};

/// The variance that a factor does not explain, as a sum over trials.
struct LocalNoise {
  double sum = 0;         ///< of squares, corrected for what was fitted
  double squares = 0;     ///< of each trial's part in 1 - sum / total, times the total: for the error of that
  double unresolved = 0;  ///< so much of the sum may be the factor's own: it bends there faster than trials can tell
};

/// Parts in which neighbours have similar outputs beyond chance (the products of neighbouring ranks about their mean are too large: after
/// Bartels 1982, J. Am. Stat. Assoc. 77, 40-46, over their own spread) follow E[Y | X] from trial to trial: what a trial differs from the
/// line through its neighbours is noise alone, however the curve bends (Gasser, Sroka & Jennen-Steinmetz 1986, Biometrika 73, 625-633).
/// Elsewhere it is the residuals of the part's line. The threshold is such that a factor without effect hardly ever has a part of the
/// first kind.
/// residuals[place] are those of the lines, total is the sum of squares of the values.
LocalNoise local_noise(const OrderedPair& pair, const std::vector<FittedPart>& parts, const std::vector<double>& residuals, double total);

}  // namespace cellcast::sim
