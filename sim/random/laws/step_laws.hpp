#pragma once

#include <cstddef>
#include <vector>

#include "config/scenario/distribution.hpp"

namespace cellcast::sim {

/// The number of leading elements of a sorted row that are below u, by halving without branches; at most size - 1.
inline std::size_t count_below(const std::vector<double>& row, double u) {
  const double* first = row.data();
  std::size_t size = row.size();
  while (size > 1) {
    const std::size_t half = size / 2;
    first += half & (std::size_t{0} - static_cast<std::size_t>(first[half - 1] < u));  // compilers turn ?: into a branch here
    size -= half;
  }
  return static_cast<std::size_t>(first - row.data());
}

/// F is the running sum of the weights in file order divided by their total, all in double.
class DiscreteQuantile {
 public:
  explicit DiscreteQuantile(const config::Discrete& law);
  double operator()(double p, double) const { return values_[count_below(below_, p)]; }
  /// P(X <= value) of each value.
  const std::vector<double>& probabilities() const { return below_; }

 private:
  std::vector<double> below_;  // F(values[i]); the last is 1
  std::vector<double> values_;
};

/// F is linear between the points, and jumps where a value is repeated.
class EmpiricalQuantile {
 public:
  explicit EmpiricalQuantile(const config::Empirical& law);
  double operator()(double p, double) const {
    const Step& step = steps_[count_below(ends_, p)];
    const double x = step.first + (p - step.begin) * step.slope;
    return p == step.end || x > step.last ? step.last : x;
  }

 private:
  struct Step {
    double begin, end;   // of the probability
    double first, last;  // of the value
    double slope;
  };
  std::vector<double> ends_;  // of the steps
  std::vector<Step> steps_;
};

}  // namespace cellcast::sim
