#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "sim/math/polynomial.hpp"

// Elementary functions that yield the same bits on every machine and that compilers turn into vector code: only + - * / fma,
// selects and bit patterns; no table, no branch, no call of the C library (whose results differ between versions and processors).
// The polynomials are near-minimax: interpolation at Chebyshev nodes in 60 digits.

namespace cellcast::sim::math {

namespace detail {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kLn2High = 0x1.62e42feep-1;             // 32 bits: times an exponent it is exact
inline constexpr double kLn2Low = 0x1.a39ef35793c76p-33;        // ln 2 = high + low to 2^-86
inline constexpr double kLog2E = 0x1.71547652b82fep+0;          // 1 / ln 2
inline constexpr double kIntegerShift = 0x1.8p52;               // added to |x| < 2^51, leaves round(x) in the low bits
inline constexpr std::uint64_t kOne = 0x3ff0000000000000;       // bits of 1.0
inline constexpr std::uint64_t kRootHalf = 0x3fe6a09e667f3bcd;  // bits of sqrt(1/2)
inline constexpr std::uint64_t kMantissa = 0x000fffffffffffff;

/// 2^n for the integer n that adding kIntegerShift left in the low bits of `shifted`; -1022 <= n <= 1023.
[[gnu::always_inline]] inline double power_of_two(double shifted) {
  return std::bit_cast<double>((std::bit_cast<std::uint64_t>(shifted) + 1023) << 52);
}

/// e^(x + tail), tail tiny: x = n ln 2 + r, |r| <= ln 2 / 2, and e^r = 1 + r + r^2 P(r), |relative error of that| < 2^-61.
[[gnu::always_inline]] inline double exp(double x, double tail) {
  // Past these ends the result is infinite or zero anyway; a NaN passes both selects.
  x = x > 710 ? 710 : x;
  x = x < -746 ? -746 : x;
  const double n = std::fma(x, kLog2E, kIntegerShift) - kIntegerShift;
  const double r = std::fma(-n, kLn2Low, std::fma(-n, kLn2High, x) + tail);
  const double p = polynomial(r, 0x1.0000000000000p-1, 0x1.5555555555557p-3, 0x1.5555555555556p-5, 0x1.11111111100bep-7,
                              0x1.6c16c16c162c3p-10, 0x1.a01a01abf85abp-13, 0x1.a01a01a6e1e2ap-16, 0x1.71de01fdbf9cap-19,
                              0x1.27e4db46cddd1p-22, 0x1.af4e554377204p-26, 0x1.1f7340dbc337ep-29);
  const double y = 1 + std::fma(r * r, p, r);
  // 2^n in two factors: 2^1024 and subnormal results need them, and the second product is the only one that may round.
  const double half = std::fma(n, 0.5, kIntegerShift);
  const double other = n - (half - kIntegerShift) + kIntegerShift;
  return y * power_of_two(half) * power_of_two(other);
}

/// x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)); x > 0 and finite, subnormal or not.
struct Split {
  double k, f;
};
[[gnu::always_inline]] inline Split split(double x) {
  const bool subnormal = x < 0x1p-1022;
  const std::uint64_t u = std::bit_cast<std::uint64_t>(subnormal ? x * 0x1p54 : x) + (kOne - kRootHalf);
  // The biased exponent becomes a double by standing in the low bits of 2^52.
  const double biased = std::bit_cast<double>((u >> 52) | 0x4330000000000000) - 0x1p52;
  const double m = std::bit_cast<double>((u & kMantissa) + kRootHalf);
  return {biased - (subnormal ? 1077.0 : 1023.0), m - 1};
}

/// What a logarithm y of the positive numbers is elsewhere: -inf at 0, inf at inf, NaN below 0 and at NaN.
[[gnu::always_inline]] inline double with_special_cases(double x, double y) {
  y = x < kInfinity ? y : x;
  const double outside = x == 0 ? -kInfinity : x + kNaN;
  return x > 0 ? y : outside;
}

/// ln(x) + tail, |tail| <= 2^-52 or so. With s = f / (2 + f): ln(1 + f) = 2 artanh(s) = f - f^2/2 + s (f^2/2 + s^2 P(s^2)).
/// That splits off f, which is exact, so what rounds is small beside the result (the arrangement of FDLIBM, 1993).
[[gnu::always_inline]] inline double log(double x, double tail) {
  const auto [k, f] = split(x);
  const double s = f / (2 + f);
  const double z = s * s;
  const double r = z * polynomial(z, 0x1.5555555555555p-1, 0x1.9999999999a39p-2, 0x1.2492492476a1ap-2, 0x1.c71c7201a55d7p-3,
                                  0x1.745cf8e4bba1bp-3, 0x1.3b1c3c1c81c8fp-3, 0x1.0fbde0f4ad17bp-3, 0x1.0c0aff044a970p-3);
  const double h = 0.5 * f * f;
  const double small = std::fma(s, h + r, std::fma(k, kLn2Low, tail));
  return std::fma(k, kLn2High, f - (h - small));
}

/// ln(x) as an unevaluated sum high + low, relative error < 2^-62; x > 0 and finite.
struct Sum {
  double high, low;
};
[[gnu::always_inline]] inline Sum log_sum(double x) {
  const auto [k, f] = split(x);
  // s = f / (2 + f) as s + t: the remainder of the division, and of 2 + f, are exact by fma.
  const double d = 2 + f;
  const double d_low = f - (d - 2);
  const double s = f / d;
  const double t = std::fma(-s, d_low, std::fma(-s, d, f)) / d;
  // 2 artanh(s + t) = 2 s + 2 t (1 + s^2 + ...) + 2/3 s^3 + s^5 P(s^2)
  const double z = s * s;
  const double z_low = std::fma(s, s, -z);
  const double p = polynomial(z, 0x1.999999999999fp-2, 0x1.249249248e4d8p-2, 0x1.c71c71d7fbbacp-3, 0x1.745d09e3d8241p-3,
                              0x1.3b18bc82cc745p-3, 0x1.1018374c7f117p-3, 0x1.087e4945615c6p-3);
  const double cube = s * z;
  const double cube_low = std::fma(s, z, -cube) + s * z_low;
  const double third = 0x1.5555555555555p-1 * cube;
  const double third_low = std::fma(0x1.5555555555555p-1, cube, -third) + 0x1.5555555555555p-55 * cube + 0x1.5555555555555p-1 * cube_low;
  const double low = std::fma(2 * t, 1 + z, std::fma(cube * z, p, third_low));
  const double sum = 2 * s + third;
  const double sum_low = third - (sum - 2 * s) + low;
  const double a = k * kLn2High;  // exact
  const double high = a + sum;
  return {high, sum - (high - a) + std::fma(k, kLn2Low, sum_low)};
}

}  // namespace detail

/// e^x, error < 1 ulp; 0 and inf where it leaves the range, correctly rounded among the subnormals, NaN at NaN.
[[gnu::always_inline]] inline double exp(double x) { return detail::exp(x, 0); }

/// ln x, error < 1 ulp; -inf at 0, NaN below, inf at inf.
[[gnu::always_inline]] inline double log(double x) { return detail::with_special_cases(x, detail::log(x, 0)); }

/// ln(1 + x), error < 2 ulp however small x is; -inf at -1, NaN below, inf at inf.
[[gnu::always_inline]] inline double log1p(double x) {
  // u + lost = 1 + x exactly (Knuth's two-sum), and ln(u + lost) = ln u + lost / u to double precision.
  const double u = 1 + x;
  const double v = u - 1;
  const double lost = (1 - (u - v)) + (x - v);
  return detail::with_special_cases(u, detail::log(u, lost / u));
}

/// x^y for 0 <= x <= inf and finite y; error < 2 ulp while |y ln x| < 50, < 4 ulp in the whole range. x^0 = 1, also for x = 0; NaN for x <
/// 0.
[[gnu::always_inline]] inline double pow(double x, double y) {
  const auto [high, low] = detail::log_sum(x);
  const double l = detail::with_special_cases(x, high);
  const double p = y * l;
  const double tail = std::fma(y, l, -p) + y * low;
  const bool finite = std::fabs(p) < detail::kInfinity;
  const double power = detail::exp(p, finite ? tail : 0);
  return y == 0 ? 1 : power;
}

}  // namespace cellcast::sim::math
