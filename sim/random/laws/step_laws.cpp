#include "sim/random/laws/step_laws.hpp"

#include <algorithm>
#include <cmath>

namespace cellcast::sim {
namespace {

std::vector<double> running_sums(const std::vector<double>& weights, double unit) {
  std::vector<double> sums;
  double sum = 0;
  sums.reserve(weights.size());
  for (const double weight : weights) sums.push_back(sum += weight / unit);
  return sums;
}

}  // namespace

DiscreteQuantile::DiscreteQuantile(const config::Discrete& law) : below_(running_sums(law.weights, 1)), values_(law.values) {
  // Only the proportions of weights count: where their sum leaves the range of doubles they are taken as shares of the largest.
  if (std::isinf(below_.back())) below_ = running_sums(law.weights, std::ranges::max(law.weights));
  const double sum = below_.back();
  for (double& below : below_) below /= sum;
}

EmpiricalQuantile::EmpiricalQuantile(const config::Empirical& law) : ends_(law.probabilities.begin() + 1, law.probabilities.end()) {
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    const double begin = law.probabilities[i], first = law.values[i], last = law.values[i + 1];
    steps_.push_back({begin, ends_[i], first, last, (last - first) / (ends_[i] - begin)});
  }
}

}  // namespace cellcast::sim
