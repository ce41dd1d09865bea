#pragma once

#include <cmath>

#include "sim/math/polynomial.hpp"

// Sine and arcsine in the manner of elementary.hpp: branch-free, the same bits on every machine.

namespace cellcast::sim::math {

inline constexpr double kPi = 0x1.921fb54442d18p+1;

/// sin x for |x| <= pi/4, error < 1 ulp: x + x^3 P(x^2).
[[gnu::always_inline]] inline double sin(double x) {
  const double z = x * x;
  const double p = polynomial(z, -0x1.5555555555555p-3, 0x1.1111111111110p-7, -0x1.a01a01a019938p-13, 0x1.71de3a546095bp-19,
                              -0x1.ae645412c560cp-26, 0x1.61217f0b800d5p-33, -0x1.ab17d404de5b3p-41);
  return std::fma(x * z, p, x);
}

/// asin x for |x| <= 1, error < 3 ulp: x + x^3 P(x^2) up to 1/2, beyond by asin x = pi/2 - 2 asin sqrt((1 - x) / 2).
[[gnu::always_inline]] inline double asin(double x) {
  const double a = std::fabs(x);
  const bool is_far = a > 0.5;
  const double z = is_far ? (1 - a) * 0.5 : a * a;
  const double s = is_far ? std::sqrt(z) : a;
  const double p = polynomial(z, 0x1.5555555555556p-3, 0x1.3333333332ecap-4, 0x1.6db6db6e31f13p-5, 0x1.f1c71c1db0623p-6,
                              0x1.6e8bb1c8209a2p-6, 0x1.1c4d35cf95421p-6, 0x1.c9cf07674736ap-7, 0x1.782651caa6547p-7, 0x1.52420b04b37bep-7,
                              0x1.65a9c4dfcf8b2p-8, 0x1.1d189408314eep-6, -0x1.e6aaa8a0a04ccp-7, 0x1.d72b2bc8155f8p-6);
  const double near = std::fma(s * z, p, s);
  return std::copysign(is_far ? kPi / 2 - 2 * near : near, x);
}

}  // namespace cellcast::sim::math
