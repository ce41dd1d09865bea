#pragma once

#include <cmath>

#include "config/scenario/distribution.hpp"
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

/// Cut to [min, max]: the distance from the nearer cut end solves d (2 a + d) = c, a being that end's distance from the law's end and c the
/// probability between. So draws are as exact, measured by the window, in a window however narrow.
class TruncatedTriangular {
 public:
  /// Precondition: some of the law lies between min and max.
  TruncatedTriangular(const config::Triangular& law, double min, double max);
  [[gnu::always_inline]] double operator()(double p, double q) const {
    const bool rising = p < rising_share_;
    const double a = rising ? from_low_ : from_high_, c = rising ? p * rise_ : q * fall_;
    const double distance = c / (a + std::sqrt(a * a + c));
    return rising ? min_ + distance : max_ - distance;
  }
  /// P(min <= X <= max)
  double mass() const { return mass_; }

 private:
  double min_, max_;             // inside the law
  double from_low_, from_high_;  // min - low, high - max
  double rising_share_;          // of the probability left
  double rise_, fall_;           // mass x (high - low) x (mode - low) and x (high - mode)
  double mass_;
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

inline NormalQuantile closed_quantile(const config::Normal& law) { return {law.mean, law.sd}; }
inline LognormalQuantile closed_quantile(const config::Lognormal& law) { return {law.median, law.sigma}; }
inline WeibullQuantile closed_quantile(const config::Weibull& law) { return WeibullQuantile(law); }

}  // namespace cellcast::sim
