#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace cellcast::sim {

/// Pearson correlation of the normals that underlie two inputs.
struct PairCorrelation {
  std::size_t first, second;  ///< indices of inputs
  double pearson;             ///< in [-1, 1]
  bool is_fixed = false;      ///< never the one to change in a clash; such pairs alone must not clash
};

/// A square matrix, row-major; for correlations: symmetric with a diagonal of ones.
struct SquareMatrix {
  explicit SquareMatrix(std::size_t n) : size(n), values(n * n, 0.0) {}
  double& operator()(std::size_t i, std::size_t j) { return values[i * size + j]; }
  double operator()(std::size_t i, std::size_t j) const { return values[i * size + j]; }

  std::size_t size;
  std::vector<double> values;
};

/// Inputs that pairs connect, each component sorted by name, the components by their first name. Inputs without a pair are left out.
std::vector<std::vector<std::size_t>> connected_components(std::span<const std::string> names, std::span<const PairCorrelation> pairs);

/// The correlation matrix of some inputs; pairs with an input outside are left out.
SquareMatrix correlation_matrix(std::span<const std::size_t> members, std::span<const PairCorrelation> pairs);

/// Cholesky factor built row by row, for asking which members may stand together: push adds a member of the matrix, if the members
/// so far and it have a positive definite matrix.
class GrowingFactor {
 public:
  explicit GrowingFactor(const SquareMatrix& matrix) : matrix_(matrix), rows_(matrix.size) {}

  bool push(std::size_t member);
  void pop() { members_.pop_back(); }
  const std::vector<std::size_t>& members() const { return members_; }

 private:
  /// The square of the least pivot that counts: correlations within 1e-12 of contradiction are one.
  static constexpr double kLeastPivot = 1e-12;

  const SquareMatrix& matrix_;
  SquareMatrix rows_;
  std::vector<std::size_t> members_;
};

bool is_positive_definite(const SquareMatrix& matrix);

}  // namespace cellcast::sim
