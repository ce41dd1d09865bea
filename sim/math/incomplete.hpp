#pragma once

#include <cmath>

#include "sim/math/double_double.hpp"
#include "sim/math/elementary.hpp"

// Incomplete beta and gamma functions, divided by their leading factors, in double (for starts) or double-double: T is either.

namespace cellcast::sim::math {

inline double abs(double x) { return std::fabs(x); }
inline double leading(double x) { return x; }
inline double leading(DoubleDouble x) { return x.high; }

/// Relative size of what an expansion leaves out.
template <class T>
inline constexpr double kEnough = 0x1p-53;
template <>
inline constexpr double kEnough<DoubleDouble> = 0x1p-84;

inline constexpr int kMostTerms = 1'000'000;  // a guard: shapes of 1e6 take 15,000

/// b(0) + a(1) / (b(1) + a(2) / (b(2) + ...)) by the modified Lentz method (Thompson & Barnett 1986, J. Comput. Phys. 64, 490-509);
/// term(m) gives {a, b} of m.
template <class T, class Term>
T continued_fraction(Term term) {
  T value = term(0).b, c = value, d = T(0.0);
  for (int m = 1; m < kMostTerms; ++m) {
    const auto [a, b] = term(m);
    d = 1.0 / (b + a * d);
    c = b + a / c;
    const T step = c * d;
    value = value * step;
    if (!(std::fabs(leading(step - 1.0)) > kEnough<T>)) break;
  }
  return value;
}

template <class T>
struct Fraction {
  T a, b;
};

/// R of I_x(a, b) = x^a y^b / (a B(a, b)) R, y = 1 - x: the series of positive terms (DLMF 8.17.8), whose ratio tends to x.
template <class T>
T beta_series(T a, T b, T x) {
  const T sum = a + b;
  T term = T(1.0), total = T(1.0);
  for (int n = 0; n < kMostTerms; ++n) {
    term = term * ((sum + n) / (a + (n + 1.0)) * x);
    total = total + term;
    if (!(leading(term) > kEnough<T> / 4 * leading(total))) break;
  }
  return total;
}

/// The same by the continued fraction of Didonato & Morris 1992 (ACM Trans. Math. Softw. 18, algorithm 708, BFRAC), the even part of
/// DLMF 8.17.22; nothing cancels but a y - b x.
template <class T>
T beta_fraction(T a, T b, T x, T y) {
  const T excess = a * y - b * x;
  return a / continued_fraction<T>([&](int m) {
           const double n = m;
           const T odd = a + (2 * n - 1), product = n * (b - n) * x;
           const T from = (a + n) / (a + (2 * n + 1)) * (excess + 1.0 + n * (2.0 - x)) + n;
           if (m == 0) return Fraction<T>{T(0.0), from};
           return Fraction<T>{(a + (n - 1)) / odd * ((a + b + (n - 1)) / odd) * (product * x), from + product / odd};
         });
}

/// Whichever is fast; x up to a little beyond the mean, where the other tail's serves better.
template <class T>
T beta_ratio(T a, T b, T x, T y) {
  const double most = leading(a + b) * leading(x);
  return most < 0.5 * (leading(a) + 1) || (leading(x) < 0.25 && most < 8) ? beta_series(a, b, x) : beta_fraction(a, b, x, y);
}

/// R of P(k, y) = y^k e^-y / Gamma(k + 1) R (DLMF 8.7.1); positive terms.
template <class T>
T gamma_series(T k, T y) {
  T term = T(1.0), total = T(1.0);
  for (int n = 1; n < kMostTerms; ++n) {
    term = term * (y / (k + static_cast<double>(n)));
    total = total + term;
    if (!(leading(term) > kEnough<T> / 4 * leading(total))) break;
  }
  return total;
}

/// R of Q(k, y) = y^k e^-y / Gamma(k) R (Legendre; DLMF 8.9.2, contracted)
template <class T>
T gamma_fraction(T k, T y) {
  return 1.0 / continued_fraction<T>([&](int m) {
           const double n = m;
           return Fraction<T>{n * (k - n), y - k + (2 * n + 1)};
         });
}

}  // namespace cellcast::sim::math
