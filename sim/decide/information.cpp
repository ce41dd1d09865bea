#include "sim/decide/information.hpp"

#include <algorithm>
#include <vector>

#include "sim/math/factored.hpp"

namespace cellcast::sim {
namespace {

/// The normal equations of a regression of what each other option pays more than the one chosen.
struct Equations {
  Equations(std::size_t regressors, std::size_t options) : matrix(regressors * regressors), sides(regressors * options) {}

  void add(std::span<const double> x, std::span<const double> more) {
    const std::size_t size = x.size();
    for (std::size_t i = 0; i < size; ++i) {
      if (x[i] == 0) continue;
      for (std::size_t j = 0; j <= i; ++j) matrix[i * size + j] += x[i] * x[j];
      for (std::size_t k = 0; k < more.size(); ++k) sides[k * size + i] += x[i] * more[k];
    }
  }
  void add(const Equations& other) {
    for (std::size_t i = 0; i < matrix.size(); ++i) matrix[i] += other.matrix[i];
    for (std::size_t i = 0; i < sides.size(); ++i) sides[i] += other.sides[i];
  }
  Equations without(const Equations& other) const {
    Equations rest = *this;
    for (std::size_t i = 0; i < matrix.size(); ++i) rest.matrix[i] -= other.matrix[i];
    for (std::size_t i = 0; i < sides.size(); ++i) rest.sides[i] -= other.sides[i];
    return rest;
  }

  std::vector<double> matrix;  ///< [regressor][regressor], lower triangle
  std::vector<double> sides;   ///< [option][regressor]; then coefficients
};

class Regression {
 public:
  Regression(const Regressors& known, Payoffs payoffs, std::size_t chosen, const Blocks& blocks)
      : known_(known), chosen_(payoffs[chosen]), blocks_(blocks), x_(known.count()) {
    for (std::size_t d = 0; d < payoffs.size(); ++d)
      if (d != chosen) others_.push_back(payoffs[d]);
    more_.resize(others_.size());
  }

  /// [block], what is gained in all of its trials.
  std::vector<double> gains() {
    const std::vector<std::vector<double>> coefficients = coefficients_without_blocks();
    std::vector<double> gains(blocks_.count());
    for (std::size_t i = 0; i < blocks_.trials(); ++i) {
      look_at(i);
      gains[blocks_.of(i)] += gain(coefficients[blocks_.of(i)]);
    }
    return gains;
  }

 private:
  void look_at(std::size_t trial) {
    known_.at(trial, x_);
    for (std::size_t k = 0; k < others_.size(); ++k) more_[k] = others_[k][trial] - chosen_[trial];
  }

  /// What the option with the largest fit pays more than the one chosen, in the trial looked at.
  double gain(const std::vector<double>& coefficients) const {
    double largest = 0, paid = 0;
    for (std::size_t k = 0; k < others_.size(); ++k) {
      double fit = 0;
      for (std::size_t i = 0; i < x_.size(); ++i) fit += coefficients[k * x_.size() + i] * x_[i];
      if (!(fit > largest)) continue;
      largest = fit;
      paid = more_[k];
    }
    return paid;
  }

  std::vector<std::vector<double>> coefficients_without_blocks() {
    const std::size_t size = x_.size();
    std::vector<Equations> own(blocks_.count(), Equations(size, others_.size()));
    for (std::size_t i = 0; i < blocks_.trials(); ++i) {
      look_at(i);
      own[blocks_.of(i)].add(x_, more_);
    }
    Equations all(size, others_.size());
    for (const Equations& block : own) all.add(block);
    std::vector<std::vector<double>> coefficients;
    for (const Equations& block : own) {
      Equations rest = all.without(block);
      const math::Factored factored(std::move(rest.matrix), size);
      for (std::size_t k = 0; k < others_.size(); ++k) factored.solve(rest.sides.data() + k * size);
      coefficients.push_back(std::move(rest.sides));
    }
    return coefficients;
  }

  const Regressors& known_;
  std::span<const double> chosen_;
  const Blocks& blocks_;
  std::vector<std::span<const double>> others_;
  std::vector<double> x_, more_;
};

}  // namespace

Estimate value_of_knowing(const Regressors& known, Payoffs payoffs, std::size_t chosen, const Blocks& blocks) {
  return blocks.mean_of_sums(Regression(known, payoffs, chosen, blocks).gains(), 0);
}

}  // namespace cellcast::sim
