#include "sim/random/nearest_correlation.hpp"

#include <Eigen/Dense>
#include <algorithm>

namespace cellcast::sim {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Solver = Eigen::SelfAdjointEigenSolver<MatrixXd>;

constexpr double kConverged = 1e-10;  // largest error of the diagonal
constexpr int kMostSteps = 1000;      // 10 to 30 are usual; what is missing after that many, the final shrinking makes up for

/// Anderson's acceleration of the fixed-point iteration x <- x + f(x): a step to where the last few residuals f, taken as linear, are
/// least (Walker & Ni 2011, SIAM J. Numer. Anal. 49(4):1715-1735); for nearest correlation matrices Higham & Strabic 2016, Numer.
/// Algorithms 72(4):1021-1042.
class Anderson {
 public:
  explicit Anderson(Index size) : dx_(size, kHistory), df_(size, kHistory) {}

  VectorXd next(const VectorXd& x, const VectorXd& f) {
    remember(x, f);
    const Index n = std::min(steps_ - 1, kHistory);
    if (n == 0) return x + f;
    const auto dx = dx_.leftCols(n), df = df_.leftCols(n);
    const VectorXd weights = df.completeOrthogonalDecomposition().solve(f);
    return x + f - (dx + df) * weights;
  }

 private:
  static constexpr Index kHistory = 10;

  /// Where an extrapolation has made things worse the history is dropped: plain steps converge from anywhere.
  void remember(const VectorXd& x, const VectorXd& f) {
    if (steps_ > 0 && f.norm() > 2 * f_.norm()) steps_ = 0;
    if (steps_ > 0) {
      const Index column = (steps_ - 1) % kHistory;
      dx_.col(column) = x - x_;
      df_.col(column) = f - f_;
    }
    x_ = x;
    f_ = f;
    ++steps_;
  }

  MatrixXd dx_, df_;  ///< [size][step], differences of steps that follow one another
  VectorXd x_, f_;    ///< of the last step
  Index steps_ = 0;
};

/// Shrinks towards the identity, just so far that no eigenvalue is below `least`.
void shrink(MatrixXd& matrix, double least) {
  const double smallest = Solver(matrix, Eigen::EigenvaluesOnly).eigenvalues().minCoeff();
  if (smallest < least) matrix *= (1 - least) / (1 - smallest);
  matrix.diagonal().setOnes();
}

}  // namespace

// Higham's alternating projections: raise the eigenvalues to `least`, set the diagonal to 1, and again, with Dykstra's correction of the
// former. The correction takes back all that raising does off the diagonal, so that what is projected is always the given matrix A plus a
// diagonal y, and the whole iteration is
//
//   X = raised(A + diag(y)),   y <- y + 1 - diag(X),
//
// the ascent along the gradient of the dual problem, whose steps of length 1 converge to the nearest matrix from any y (Malick 2004,
// SIAM J. Matrix Anal. Appl. 26(1):272-284). Being a fixed-point iteration in n numbers, it can be accelerated.
SquareMatrix nearest_correlation(const SquareMatrix& matrix, double least) {
  const auto n = static_cast<Index>(matrix.size);
  const Eigen::Map<const MatrixXd> given(matrix.values.data(), n, n);
  VectorXd y = VectorXd::Zero(n);
  Anderson anderson(n);
  MatrixXd nearest;
  for (int step = 0; step < kMostSteps; ++step) {
    const Solver solver(given + MatrixXd(y.asDiagonal()));
    if (step == 0 && solver.eigenvalues().minCoeff() >= least) return matrix;
    const MatrixXd& vectors = solver.eigenvectors();
    const VectorXd raised = solver.eigenvalues().cwiseMax(least);
    nearest = vectors * raised.asDiagonal() * vectors.transpose();
    const VectorXd missing = VectorXd::Ones(n) - nearest.diagonal();
    if (missing.lpNorm<Eigen::Infinity>() < kConverged) break;
    y = anderson.next(y, missing);
  }
  nearest = (nearest + nearest.transpose().eval()) / 2;
  nearest.diagonal().setOnes();
  shrink(nearest, least);
  SquareMatrix result(matrix.size);
  std::copy_n(nearest.data(), nearest.size(), result.values.begin());
  return result;
}

}  // namespace cellcast::sim
