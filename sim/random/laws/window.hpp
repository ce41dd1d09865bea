#pragma once

#include "config/scenario/distribution.hpp"

namespace cellcast::sim {

/// The probability that truncation leaves: u goes to p = below + u mass, with 1 - p = above + (1 - u) mass for the upper tail's sake.
/// The default is that of no truncation, where both are exact.
struct Window {
  double below = 0, above = 0;  ///< P(X < min), P(X > max)
  double mass = 1;              ///< P(min <= X <= max)

  [[gnu::always_inline]] double p(double u) const { return below + u * mass; }
  [[gnu::always_inline]] double q(double u) const { return above + (1 - u) * mass; }
};

inline constexpr double kLeastMass = 1e-290;  ///< that a double can share out

/// The probability of [min, max]; its mass is 0 where there is less than kLeastMass.
Window window(const config::Law& law, double min, double max);

}  // namespace cellcast::sim
