#include "sim/random/step_laws.hpp"

namespace cellcast::sim {

DiscreteQuantile::DiscreteQuantile(const config::Discrete& law) : values_(law.values) {
  double sum = 0;
  for (const double weight : law.weights) below_.push_back(sum += weight);
  for (double& below : below_) below /= sum;
}

EmpiricalQuantile::EmpiricalQuantile(const config::Empirical& law) : ends_(law.probabilities.begin() + 1, law.probabilities.end()) {
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    const double begin = law.probabilities[i], first = law.values[i], last = law.values[i + 1];
    steps_.push_back({begin, ends_[i], first, last, (last - first) / (ends_[i] - begin)});
  }
}

}  // namespace cellcast::sim
