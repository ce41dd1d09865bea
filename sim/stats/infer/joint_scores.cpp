#include "sim/stats/infer/joint_scores.hpp"

#include "sim/math/factored.hpp"

namespace cellcast::sim {

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
  const math::Factored factored(std::move(squares), size);
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
