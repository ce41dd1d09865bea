#pragma once

#include <limits>

#include "sim/math/elementary.hpp"

// What operators and functions of expressions do with two or three numbers: selects, which become vector code. Not-a-number goes through.

namespace cellcast::sim::scalar {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// 1 or 0; not-a-number where an operand is that.
[[gnu::always_inline]] inline double truth(bool is_true, double a, double b) {
  const double value = is_true ? 1.0 : 0.0;
  return a != a || b != b ? kNaN : value;
}

[[gnu::always_inline]] inline double logical_not(double a) {
  const double value = a == 0 ? 1.0 : 0.0;
  return a != a ? kNaN : value;
}

/// `0 and x` is 0 whatever x is.
[[gnu::always_inline]] inline double logical_and(double a, double b) {
  const double value = truth(b != 0, a, b);
  return a == 0 ? 0 : value;
}

/// `1 or x` is 1 whatever x is.
[[gnu::always_inline]] inline double logical_or(double a, double b) {
  const double value = truth(b != 0, a, b);
  return a != 0 && a == a ? 1 : value;
}

[[gnu::always_inline]] inline double min(double a, double b) {
  const double value = b < a ? b : a;
  return b != b ? b : value;
}

[[gnu::always_inline]] inline double max(double a, double b) {
  const double value = b > a ? b : a;
  return b != b ? b : value;
}

[[gnu::always_inline]] inline double choose(double c, double a, double b) {
  const double value = c != 0 ? a : b;
  return c != c ? kNaN : value;
}

/// Not-a-number where low > high.
[[gnu::always_inline]] inline double clamp(double x, double low, double high) {
  const double value = min(max(x, low), high);
  return low > high ? kNaN : value;
}

/// exp(b ln a): not-a-number for a < 0, 1 for b = 0, else 0^b is 0 or infinite.
[[gnu::always_inline]] inline double power(double a, double b) {
  const double value = math::pow(a, b);
  return a < 0 ? kNaN : value;
}

}  // namespace cellcast::sim::scalar
