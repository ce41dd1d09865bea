#pragma once

#include <string>
#include <vector>

#include "tests/properties/choices.hpp"

namespace cellcast::tests {

/// Writes numbers of a scenario: constants, distributions of every kind, shared draws.
class NumberMaker {
 public:
  explicit NumberMaker(Choices& choices) : choices_(&choices) {}

  /// A number whose draws lie in [low, high], as TOML. `path` becomes an input where it is a distribution.
  std::string number(const std::string& path, double low, double high);
  /// The same, but never a shared draw.
  std::string own(const std::string& path, double low, double high);
  /// A value in [low, high] as TOML.
  std::string constant(double low, double high);

  /// `[variables]`, each in [0, 1], that later numbers may draw on.
  std::string variables();

  const std::vector<std::string>& inputs() const { return inputs_; }

 private:
  std::string distribution(double low, double high);
  std::string truncated(const std::string& law, double low, double high);
  std::string list(std::vector<double> values);

  Choices* choices_;
  std::vector<std::string> variables_, inputs_;
};

/// A number as TOML that reads back to the same bits.
std::string toml(double value);

}  // namespace cellcast::tests
