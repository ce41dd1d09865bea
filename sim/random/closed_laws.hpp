#pragma once

#include <cmath>

#include "config/distribution.hpp"
#include "sim/math/elementary.hpp"
#include "sim/math/normal.hpp"

namespace cellcast::sim {

// Quantile functions in closed form, as functions of the probability below, p, and above, q = 1 - p. Both are given because near 1
// only q is accurate: each law looks at the smaller. No branches: loops over them become vector code.

struct NormalQuantile {
  double mean, sd;
  [[gnu::always_inline]] double operator()(double p, double q) const {
    const double z = math::normal_quantile(p < 0.5 ? p : q);
    return mean + sd * (p < 0.5 ? z : -z);
  }
  /// The same for p and q >= 2^-35.
  [[gnu::always_inline]] double near(double p, double q) const {
    const double z = math::near_normal_quantile(p < 0.5 ? p : q);
    return mean + sd * (p < 0.5 ? z : -z);
  }
};

struct LognormalQuantile {
  double median, sigma;
  [[gnu::always_inline]] double operator()(double p, double q) const { return median * math::exp(NormalQuantile{0, sigma}(p, q)); }
  [[gnu::always_inline]] double near(double p, double q) const { return median * math::exp(NormalQuantile{0, sigma}.near(p, q)); }
};

struct UniformQuantile {
  double low, high;
  [[gnu::always_inline]] double operator()(double p, double q) const {
    const double width = high - low;
    return p < 0.5 ? low + p * width : high - q * width;
  }
};

struct TriangularQuantile {
  explicit TriangularQuantile(const config::Triangular& law)
      : low(law.low),
        high(law.high),
        mode_below((law.mode - law.low) / (law.high - law.low)),
        rise((law.high - law.low) * (law.mode - law.low)),
        fall((law.high - law.low) * (law.high - law.mode)) {}
  [[gnu::always_inline]] double operator()(double p, double q) const {
    const bool rising = p < mode_below;
    const double distance = std::sqrt(rising ? p * rise : q * fall);
    return rising ? low + distance : high - distance;
  }

 private:
  double low, high;
  double mode_below;  // F(mode)
  double rise, fall;
};

struct WeibullQuantile {
  explicit WeibullQuantile(const config::Weibull& law) : inverse_shape(1 / law.shape), scale(law.scale) {}
  [[gnu::always_inline]] double operator()(double p, double q) const {
    const double near = -math::log1p(-p), far = -math::log(q);
    return scale * math::pow(p < 0.5 ? near : far, inverse_shape);
  }

 private:
  double inverse_shape, scale;
};

}  // namespace cellcast::sim
