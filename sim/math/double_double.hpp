#pragma once

#include <cmath>

// Numbers of about 106 bits as unevaluated sums of two doubles: additions, multiplications, divisions, square roots and fused
// multiply-adds alone, which IEEE 754 rounds the same everywhere, so the same bits on every machine (`long double` has 64 bits on one
// processor, 113 on another). Algorithms and bounds of their relative errors, in u = 2^-53: Joldes, Muller & Popescu 2017, "Tight and
// rigorous error bounds for basic building blocks of double-word arithmetic", ACM Trans. Math. Softw. 44(2). The bounds hold while nothing
// leaves the range of normal doubles: for results above 1e-290 or so. What overflows becomes infinite or NaN.

namespace cellcast::sim::math {

/// high + low, with high = the sum rounded to double.
struct DoubleDouble {
  double high = 0, low = 0;

  constexpr DoubleDouble() = default;
  constexpr DoubleDouble(double x) : high(x) {}  // NOLINT: every double is one
  constexpr DoubleDouble(double h, double l) : high(h), low(l) {}
  explicit constexpr operator double() const { return high; }
};

/// a + b exactly, |a| >= |b| or a = 0 (Dekker).
inline DoubleDouble fast_two_sum(double a, double b) {
  const double s = a + b;
  return {s, b - (s - a)};
}

/// a + b exactly (Knuth).
inline DoubleDouble two_sum(double a, double b) {
  const double s = a + b, v = s - a;
  return {s, (a - (s - v)) + (b - v)};
}

/// a b exactly.
inline DoubleDouble two_product(double a, double b) {
  const double p = a * b;
  return {p, std::fma(a, b, -p)};
}

inline DoubleDouble operator-(DoubleDouble a) { return {-a.high, -a.low}; }

/// 2 u^2 (algorithm 4)
inline DoubleDouble operator+(DoubleDouble a, double b) {
  const DoubleDouble s = two_sum(a.high, b);
  return fast_two_sum(s.high, a.low + s.low);
}
inline DoubleDouble operator+(double a, DoubleDouble b) { return b + a; }
inline DoubleDouble operator-(DoubleDouble a, double b) { return a + -b; }
inline DoubleDouble operator-(double a, DoubleDouble b) { return -b + a; }

/// 3 u^2 / (1 - 4 u) (algorithm 6)
inline DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble s = two_sum(a.high, b.high), t = two_sum(a.low, b.low);
  const DoubleDouble v = fast_two_sum(s.high, s.low + t.high);
  return fast_two_sum(v.high, t.low + v.low);
}
inline DoubleDouble operator-(DoubleDouble a, DoubleDouble b) { return a + -b; }

/// 2 u^2 (algorithm 9)
inline DoubleDouble operator*(DoubleDouble a, double b) {
  const DoubleDouble p = two_product(a.high, b);
  return fast_two_sum(p.high, std::fma(a.low, b, p.low));
}
inline DoubleDouble operator*(double a, DoubleDouble b) { return b * a; }

/// 4 u^2 (algorithm 12)
inline DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble p = two_product(a.high, b.high);
  const double cross = std::fma(a.high, b.low, std::fma(a.low, b.high, a.low * b.low));
  return fast_two_sum(p.high, p.low + cross);
}

/// 3 u^2 (algorithm 15)
inline DoubleDouble operator/(DoubleDouble a, double b) {
  const double q = a.high / b;
  const DoubleDouble p = two_product(q, b);
  return fast_two_sum(q, ((a.high - p.high) - p.low + a.low) / b);
}

/// 15 u^2 (algorithm 17)
inline DoubleDouble operator/(DoubleDouble a, DoubleDouble b) {
  const double q = a.high / b.high;
  const DoubleDouble r = b * q;
  return fast_two_sum(q, ((a.high - r.high) + (a.low - r.low)) / b.high);
}
inline DoubleDouble operator/(double a, DoubleDouble b) { return DoubleDouble(a) / b; }

inline DoubleDouble& operator+=(DoubleDouble& a, DoubleDouble b) { return a = a + b; }
inline DoubleDouble& operator-=(DoubleDouble& a, DoubleDouble b) { return a = a - b; }
inline DoubleDouble& operator*=(DoubleDouble& a, DoubleDouble b) { return a = a * b; }
inline DoubleDouble& operator/=(DoubleDouble& a, DoubleDouble b) { return a = a / b; }

inline bool operator<(DoubleDouble a, DoubleDouble b) { return a.high < b.high || (a.high == b.high && a.low < b.low); }
inline bool operator>(DoubleDouble a, DoubleDouble b) { return b < a; }
inline bool operator<=(DoubleDouble a, DoubleDouble b) { return a.high < b.high || (a.high == b.high && a.low <= b.low); }
inline bool operator>=(DoubleDouble a, DoubleDouble b) { return b <= a; }

inline DoubleDouble abs(DoubleDouble a) { return a.high < 0 ? -a : a; }

/// a 2^n, exact unless it leaves the range of normal numbers.
inline DoubleDouble scaled(DoubleDouble a, int n) { return {std::ldexp(a.high, n), std::ldexp(a.low, n)}; }

/// 4 u^2; a >= 0
inline DoubleDouble sqrt(DoubleDouble a) {
  const double root = std::sqrt(a.high);
  if (!(root > 0) || std::isinf(root)) return root;
  const DoubleDouble square = two_product(root, root);
  return fast_two_sum(root, ((a.high - square.high) - square.low + a.low) / (2 * root));
}

// Relative errors of these are below 2^-97 while |argument of exp| < 700; of log and log_gamma absolute, or relative where the value is
// beyond 1. Measured against 200 bits: tests/sim/math/double_double.test.cpp.

/// 0 and infinite out of range.
DoubleDouble exp(DoubleDouble x);
/// e^x - 1
DoubleDouble expm1(DoubleDouble x);
/// ln x, x > 0; -inf at 0
DoubleDouble log(DoubleDouble x);
/// ln(1 + x), x > -1, relative error however small x is
DoubleDouble log1p(DoubleDouble x);
/// ln Gamma(x), x > 0
DoubleDouble log_gamma(DoubleDouble x);
/// Gamma(x + 1/2) / Gamma(x), 1e-3 <= x <= 1e30
DoubleDouble gamma_ratio(DoubleDouble x);

inline constexpr DoubleDouble kWidePi{0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};

}  // namespace cellcast::sim::math
