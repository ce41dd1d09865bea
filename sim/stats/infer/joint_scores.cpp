#include "sim/stats/infer/joint_scores.hpp"

namespace cellcast::sim {
namespace {

/// A symmetric matrix as L D L' (Golub & Van Loan, Matrix Computations, 4.1.2), in one order on every machine. A row that the ones before
/// it make up but for rounding takes no part.
class Factored {
 public:
  /// Lower triangle, [row][column].
  Factored(std::vector<double> a, std::size_t size) : a_(std::move(a)), size_(size) {
    for (std::size_t j = 0; j < size_; ++j) {
      const double own = at(j, j);
      for (std::size_t k = 0; k < j; ++k) at(j, j) -= at(j, k) * at(j, k) * at(k, k);
      if (!(at(j, j) > 1e-10 * own)) at(j, j) = 0;
      for (std::size_t i = j + 1; i < size_; ++i) {
        for (std::size_t k = 0; k < j; ++k) at(i, j) -= at(i, k) * at(j, k) * at(k, k);
        at(i, j) = at(j, j) > 0 ? at(i, j) / at(j, j) : 0;
      }
    }
  }

  /// x[i] is the right side, and then the solution; 0 of a row that takes no part.
  void solve(double* x) const {
    for (std::size_t i = 0; i < size_; ++i)
      for (std::size_t k = 0; k < i; ++k) x[i] -= at(i, k) * x[k];
    for (std::size_t i = size_; i-- > 0;) {
      x[i] = at(i, i) > 0 ? x[i] / at(i, i) : 0;
      if (at(i, i) > 0)
        for (std::size_t k = i + 1; k < size_; ++k) x[i] -= at(k, i) * x[k];
    }
  }

 private:
  double& at(std::size_t row, std::size_t column) { return a_[row * size_ + column]; }
  double at(std::size_t row, std::size_t column) const { return a_[row * size_ + column]; }

  std::vector<double> a_;
  std::size_t size_;
};

}  // namespace

JointScores::JointScores(std::vector<const Ranking*> factors, const OutputTable& outputs)
    : factors_(std::move(factors)), outputs_(&outputs), weights_(factors_.size() * outputs.columns) {
  const std::size_t size = factors_.size();
  std::vector<double> squares(size * size), z(size);
  for (std::size_t i = 0; i < outputs.trials; ++i) {
    for (std::size_t f = 0; f < size; ++f) z[f] = outputs.score(factors_[f]->twice[i]);
    for (std::size_t f = 0; f < size; ++f) {
      for (std::size_t g = 0; g <= f; ++g) squares[f * size + g] += z[f] * z[g];
      for (std::size_t k = 0; k < outputs.columns; ++k) weights_[k * size + f] += z[f] * outputs.row(i)[k];
    }
  }
  const Factored factored(std::move(squares), size);
  for (std::size_t k = 0; k < outputs.columns; ++k) factored.solve(weights_.data() + k * size);
}

std::vector<double> JointScores::of(std::size_t column) const {
  const double* weights = weights_.data() + column * factors_.size();
  std::vector<double> scores(outputs_->trials);
  for (std::size_t f = 0; f < factors_.size(); ++f) {
    for (std::size_t i = 0; i < scores.size(); ++i) scores[i] += weights[f] * outputs_->score(factors_[f]->twice[i]);
  }
  return scores;
}

}  // namespace cellcast::sim
