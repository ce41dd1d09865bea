#pragma once

#include <cmath>

#include "sim/math/elementary.hpp"

// The standard normal law, in the manner of elementary.hpp: branch-free, the same bits on every machine.

namespace cellcast::sim::math {

namespace detail {

// Wichura 1988, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37, 477-484: PPND16.
// Three rational functions, each returned as numerator and denominator so that one division serves all.
struct Ratio {
  double numerator, denominator;
};

/// |u - 1/2| <= 0.425; r = 0.425^2 - (u - 1/2)^2. Times u - 1/2.
[[gnu::always_inline]] inline Ratio quantile_centre(double r) {
  return {polynomial(r, 3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
                     4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3),
          polynomial(r, 1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
                     3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3)};
}

/// r = sqrt(-ln min(u, 1 - u)) - 1.6 where that root is at most 5
[[gnu::always_inline]] inline Ratio quantile_tail(double r) {
  return {polynomial(r, 1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
                     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4),
          polynomial(r, 1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
                     1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9)};
}

/// r = sqrt(-ln min(u, 1 - u)) - 5 beyond
[[gnu::always_inline]] inline Ratio quantile_far_tail(double r) {
  return {polynomial(r, 6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
                     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7),
          polynomial(r, 1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
                     1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15)};
}

}  // namespace detail

/// normal_quantile for 2^-35 <= u <= 1 - 2^-35, to the same bits: without the far tail it takes 3/5 of the time.
[[gnu::always_inline]] inline double near_normal_quantile(double u) {
  const double q = u - 0.5;
  const double tail = q < 0 ? u : 1 - u;
  const auto centre = detail::quantile_centre(std::fma(-q, q, 0.180625));
  const auto near = detail::quantile_tail(std::sqrt(-detail::log(tail, 0)) - 1.6);
  const bool is_centre = std::fabs(q) <= 0.425;
  const double numerator = is_centre ? centre.numerator * std::fabs(q) : near.numerator;
  return std::copysign(numerator / (is_centre ? centre.denominator : near.denominator), q);
}

/// The z with Phi(z) = u; relative error < 1e-15 for u >= 1e-300 and 1 - u exact; -inf at 0, inf at 1, NaN outside [0, 1].
/// normal_quantile(1 - u) = -normal_quantile(u) to the bit where 1 - u is exact (u a multiple of 2^-53), as all uniforms are.
[[gnu::always_inline]] inline double normal_quantile(double u) {
  const double q = u - 0.5;
  const double tail = q < 0 ? u : 1 - u;
  // log without special cases: its result at 0 does not matter, see the end.
  const double root = std::sqrt(-detail::log(tail, 0));
  const auto centre = detail::quantile_centre(std::fma(-q, q, 0.180625));
  const auto near = detail::quantile_tail(root - 1.6);
  const auto far = detail::quantile_far_tail(root - 5);
  const bool is_near = root <= 5;
  const bool is_centre = std::fabs(q) <= 0.425;
  double numerator = is_near ? near.numerator : far.numerator;
  double denominator = is_near ? near.denominator : far.denominator;
  numerator = is_centre ? centre.numerator * std::fabs(q) : numerator;
  denominator = is_centre ? centre.denominator : denominator;
  double size = numerator / denominator;
  size = tail > 0 ? size : (tail == 0 ? detail::kInfinity : detail::kNaN);
  return std::copysign(size, q);
}

/// Phi(z), the probability of a standard normal below z. Relative error < 2e-15 for z <= 0 down to the least normal number
/// (z > -37.5), absolute error < 4e-16 above; 0 and 1 far out, NaN at NaN.
[[gnu::always_inline]] inline double normal_cdf(double z) {
  // Phi(-t) = e^(-t^2/2) Q(t), and (t + 4) Q(t) is smooth in w = (t - 4) / (t + 4) in [-1, 1): the map of Shepherd & Laframboise 1981,
  // "Chebyshev approximation of (1 + 2x) exp(x^2) erfc x", Mathematics of Computation 36, 249-253. The polynomial is ours, for t <= 39.
  const double a = std::fabs(z);
  const double t = a > 39 ? 39 : a;
  const double inverse = 1 / (t + 4);
  const double w = (t - 4) * inverse;
  const double p =
      polynomial(w, 0x1.82b4bb8c94dcep-1, -0x1.373e3a893c287p-1, 0x1.8c6dbf2cfc2fdp-2, -0x1.7dff2bff6889ap-3, 0x1.eec4cc3e4560cp-5,
                 -0x1.ee2761034c407p-8, -0x1.c81719cabcedep-9, 0x1.ab825f7e9996dp-10, 0x1.17a4a6b9505f7p-13, -0x1.e4a415fb8cca5p-13,
                 -0x1.0011cb7c88079p-19, 0x1.26cf8dea72ab1p-15, 0x1.7fdd9eeeb883fp-21, -0x1.8d35cd874dc01p-18, -0x1.4f9d808db1d2fp-21,
                 0x1.11c074ae9e33fp-20, 0x1.1b207d62865e8p-22, -0x1.4b471811b0210p-23, -0x1.480d99ae63529p-24, 0x1.f4eaa9c85bbb0p-27,
                 0x1.de6d02a26289cp-27, 0x1.3fb7ce475a168p-34, -0x1.0959f1400a390p-30);
  // The rounding of t^2 would cost up to t^2/2 ulp of the result: it goes into the exponential as its tail.
  const double square = t * t;
  const double square_low = std::fma(t, t, -square);
  const double lower = detail::exp(-0.5 * square, -0.5 * square_low) * (p * inverse);
  return z > 0 ? 1 - lower : lower;
}

}  // namespace cellcast::sim::math
