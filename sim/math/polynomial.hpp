#pragma once

#include <cmath>

namespace cellcast::sim::math {

/// c0 + c1 x + c2 x^2 + ... by Horner's rule, each step one fused multiply-add.
[[gnu::always_inline]] inline double polynomial(double, double c0) { return c0; }

template <class... Coefficients>
[[gnu::always_inline]] inline double polynomial(double x, double c0, Coefficients... rest) {
  return std::fma(x, polynomial(x, rest...), c0);
}

}  // namespace cellcast::sim::math
