#pragma once

#include <vector>

#include "config/scenario/scenario.hpp"

namespace cellcast::config {

/// The ends of what numbers may be, each taken by itself.
class Extremes {
 public:
  explicit Extremes(const std::vector<Variable>& variables) : variables_(variables) {}

  double low(const Number& number) const { return support(number, variables_).low; }
  double high(const Number& number) const { return support(number, variables_).high; }
  /// Positive in every draw: an end at 0 counts where it is not attained. An unknown (NaN) is given the benefit of the doubt.
  bool is_positive(const Number& number) const {
    const Interval ends = support(number, variables_);
    return !(ends.low < 0 || (ends.low == 0 && !ends.low_open));
  }

 private:
  const std::vector<Variable>& variables_;
};

}  // namespace cellcast::config
