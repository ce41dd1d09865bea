#pragma once

#include <cstddef>
#include <vector>

namespace cellcast::sim::math {

/// Eigenvalues, increasing, and their vectors of norm 1: vectors[i * size + k] is component i of the k-th.
struct SymmetricEigen {
  std::vector<double> values, vectors;
};

/// Of a symmetric matrix, row-major: Householder's reduction to three diagonals and QL steps with implicit shifts (Bowdler, Martin, Reinsch
/// & Wilkinson 1968, "The QR and QL algorithms for symmetric matrices", Numer. Math. 11, 293-306; EISPACK's tred2 and tql2). In plain loops,
/// so the same bits on every machine, which libraries that adapt to the processor do not promise. 9 size^3 operations or so.
SymmetricEigen symmetric_eigen(const std::vector<double>& matrix, std::size_t size);

}  // namespace cellcast::sim::math
