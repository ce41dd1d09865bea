#pragma once

#include <Eigen/Dense>
#include <cstddef>
#include <vector>

#include "sim/random/correlation/correlation_matrix.hpp"

namespace cellcast::tests {

inline double smallest_eigenvalue(const sim::SquareMatrix& matrix) {
  const auto n = static_cast<Eigen::Index>(matrix.size);
  const Eigen::Map<const Eigen::MatrixXd> dense(matrix.values.data(), n, n);
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(dense, Eigen::EigenvaluesOnly).eigenvalues()[0];
}
/// Of the correlations of some inputs.
inline double smallest_eigenvalue(const std::vector<std::size_t>& members, const std::vector<sim::PairCorrelation>& pairs) {
  return smallest_eigenvalue(sim::correlation_matrix(members, pairs));
}

}  // namespace cellcast::tests
