#pragma once

#include "sim/random/correlation/correlation_matrix.hpp"

namespace cellcast::sim {

/// The correlation matrix nearest to `matrix` in the Frobenius norm (the root of the sum of squared changes) among those whose eigenvalues
/// are all at least `least` (Higham 2002). A matrix that is one of them already comes back as it is.
/// Preconditions: symmetric, finite, ones on the diagonal; 0 <= least < 1.
/// Postconditions, whatever the matrix: symmetric, ones on the diagonal, and no eigenvalue below `least` but for rounding of doubles.
SquareMatrix nearest_correlation(const SquareMatrix& matrix, double least);

}  // namespace cellcast::sim
