#pragma once

#include <vector>

#include "sim/engine/counts/counted.hpp"
#include "sim/engine/options.hpp"
#include "sim/results/results.hpp"

namespace cellcast::sim {

/// First-order and total indices of outputs by a design of their own: points A and B, drawn independently, and for each factor the points
/// of A with the factor's values from B. Of both indices there are an estimator that is exact where the factor does nothing and one that
/// is where it does all (Saltelli et al. 2010, Comput. Phys. Commun. 181, 259-270: table 2, estimators b and c for the first order,
/// Jansen's f for the total, and b's mirror image), so the weighted mean of both that varies least is taken. Their errors are those of
/// ratios of means over points. Where so few points carry an output's variance that they cannot tell, an index is NaN and its interval
/// [0, 1]. Correlated inputs are one factor, as are the shocks of one kind: all other factors are independent of these. `wanted` points,
/// rounded up to whole blocks, x (factors + 2) trials.
///
/// `rows` are the outputs' rows of the layout, `frame` says what they are. The same on any number of threads. Throws Stopped where it was
/// told to stop.
DesignIndices sobol_indices(const Plan& run, const Frame& frame, const std::vector<std::size_t>& rows, std::uint64_t wanted,
                            const RunOptions& options);

}  // namespace cellcast::sim
