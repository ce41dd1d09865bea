#include "sim/random/correlation/nearest_correlation.hpp"

#include <algorithm>
#include <cmath>

#include "sim/math/eigen_symmetric.hpp"

namespace cellcast::sim {
namespace {

// Plain loops, whose sums have one order on every machine.

using Vector = std::vector<double>;

constexpr double kConverged = 1e-10;  // largest error of the diagonal
constexpr int kMostSteps = 1000;      // 10 to 30 are usual; what is missing after that many, the final shrinking makes up for

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// a += factor b
void add(Vector& a, double factor, const Vector& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += factor * b[i];
}

/// Weights of columns whose sum is nearest to f, by Gram and Schmidt's method; columns that others make up have the weight 0.
Vector least_squares(std::vector<Vector> columns, Vector f) {
  constexpr double kDependent = 1e-12;  // of a column's length, what is left of it
  const std::size_t n = columns.size();
  std::vector<Vector> along(n, Vector(n));
  Vector size(n), weights(n);
  for (std::size_t j = 0; j < n; ++j) {
    const double whole = std::sqrt(dot(columns[j], columns[j]));
    for (int pass = 0; pass < 2; ++pass) {
      for (std::size_t i = 0; i < j; ++i) {
        if (size[i] == 0) continue;
        const double part = dot(columns[i], columns[j]);
        along[i][j] += part;
        add(columns[j], -part, columns[i]);
      }
    }
    const double left = std::sqrt(dot(columns[j], columns[j]));
    if (!(left > kDependent * whole)) continue;
    size[j] = left;
    for (double& x : columns[j]) x /= left;
    weights[j] = dot(columns[j], f);
    add(f, -weights[j], columns[j]);
  }
  for (std::size_t j = n; j-- > 0;) {
    if (size[j] == 0) continue;
    for (std::size_t k = j + 1; k < n; ++k) weights[j] -= along[j][k] * weights[k];
    weights[j] /= size[j];
  }
  return weights;
}

/// Anderson's acceleration of the fixed-point iteration x <- x + f(x): a step to where the last few residuals f, taken as linear, are
/// least (Walker & Ni 2011, SIAM J. Numer. Anal. 49(4):1715-1735); for nearest correlation matrices Higham & Strabic 2016, Numer.
/// Algorithms 72(4):1021-1042.
class Anderson {
 public:
  Vector next(const Vector& x, const Vector& f) {
    remember(x, f);
    Vector result = x;
    add(result, 1, f);
    const Vector weights = least_squares(df_, f);
    for (std::size_t k = 0; k < weights.size(); ++k) {
      add(result, -weights[k], dx_[k]);
      add(result, -weights[k], df_[k]);
    }
    return result;
  }

 private:
  static constexpr std::size_t kHistory = 10;

  /// Where an extrapolation has made things worse the history is dropped: plain steps converge from anywhere.
  void remember(const Vector& x, const Vector& f) {
    if (!f_.empty() && dot(f, f) > 4 * dot(f_, f_)) {
      dx_.clear(), df_.clear();
    } else if (!f_.empty()) {
      if (dx_.size() == kHistory) dx_.erase(dx_.begin()), df_.erase(df_.begin());
      dx_.push_back(x), df_.push_back(f);
      add(dx_.back(), -1, x_);
      add(df_.back(), -1, f_);
    }
    x_ = x;
    f_ = f;
  }

  std::vector<Vector> dx_, df_;  ///< differences of steps that follow one another, oldest first
  Vector x_, f_;                 ///< of the last step
};

/// vectors diag(values) vectors^T
void compose(const Vector& vectors, const Vector& values, SquareMatrix& out) {
  const std::size_t n = out.size;
  for (std::size_t i = 0; i < n; ++i) {
    Vector scaled(n);
    for (std::size_t k = 0; k < n; ++k) scaled[k] = vectors[i * n + k] * values[k];
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < n; ++k) sum += scaled[k] * vectors[j * n + k];
      out(i, j) = out(j, i) = sum;
    }
  }
}

void set_diagonal(SquareMatrix& matrix) {
  for (std::size_t i = 0; i < matrix.size; ++i) matrix(i, i) = 1;
}

/// Shrinks towards the identity, just so far that no eigenvalue is below `least`.
void shrink(SquareMatrix& matrix, double least) {
  const double smallest = math::symmetric_eigen(matrix.values, matrix.size).values.front();
  if (smallest < least) {
    for (double& x : matrix.values) x *= (1 - least) / (1 - smallest);
  }
  set_diagonal(matrix);
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
  const std::size_t n = matrix.size;
  if (n == 0) return matrix;
  Vector y(n);
  Anderson anderson;
  SquareMatrix nearest(n);
  for (int step = 0; step < kMostSteps; ++step) {
    SquareMatrix raised = matrix;
    for (std::size_t i = 0; i < n; ++i) raised(i, i) += y[i];
    math::SymmetricEigen eigen = math::symmetric_eigen(raised.values, n);
    if (step == 0 && eigen.values.front() >= least) return matrix;
    for (double& value : eigen.values) value = std::max(value, least);
    compose(eigen.vectors, eigen.values, nearest);
    Vector missing(n);
    double largest = 0;
    for (std::size_t i = 0; i < n; ++i) {
      missing[i] = 1 - nearest(i, i);
      largest = std::max(largest, std::fabs(missing[i]));
    }
    if (largest < kConverged) break;
    y = anderson.next(y, missing);
  }
  set_diagonal(nearest);
  shrink(nearest, least);
  return nearest;
}

}  // namespace cellcast::sim
