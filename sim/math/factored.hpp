#pragma once

#include <cstddef>
#include <vector>

namespace cellcast::sim::math {

/// A symmetric matrix, positive semidefinite but for rounding, as L D L' (Golub & Van Loan, Matrix Computations, 4.1.2), in one order on
/// every machine. A row that the ones before it make up but for rounding takes no part.
class Factored {
 public:
  /// Lower triangle, [row][column].
  Factored(std::vector<double> a, std::size_t size);

  /// x[i] is the right side, and then the solution; 0 of a row that takes no part.
  void solve(double* x) const;

 private:
  double& at(std::size_t row, std::size_t column) { return a_[row * size_ + column]; }
  double at(std::size_t row, std::size_t column) const { return a_[row * size_ + column]; }

  std::vector<double> a_;
  std::size_t size_;
};

}  // namespace cellcast::sim::math
