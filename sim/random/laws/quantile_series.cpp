#include "sim/random/laws/quantile_series.hpp"

#include <array>
#include <cmath>

namespace cellcast::sim {
namespace {

using Real = math::DoubleDouble;
using Series = std::array<Real, kTaylorTerms>;

/// sum of a[i] b[n - i], i = first ... n
Real convolution(std::span<const Real> a, std::span<const Real> b, std::size_t n, std::size_t first = 0) {
  if (n < kWideTerms) {
    double sum = 0, error = 0;  // compensated (Ogita, Rump & Oishi 2005, SIAM J. Sci. Comput. 26(6)): as if summed in double-double
    for (std::size_t i = first; i <= n; ++i) {
      const Real x = a[i], y = b[n - i], product = math::two_product(x.high, y.high), next = math::two_sum(sum, product.high);
      sum = next.high;
      error += next.low + (product.low + (x.high * y.low + x.low * y.high));
    }
    return math::fast_two_sum(sum, error);
  }
  double even = 0, odd = 0;  // two sums, which do not wait for each other
  std::size_t i = first;
  for (; i + 1 <= n; i += 2) {
    even += a[i].high * b[n - i].high;
    odd += a[i + 1].high * b[n - i - 1].high;
  }
  if (i <= n) even += a[i].high * b[n - i].high;
  return even + odd;
}

/// Fills c from c[0], c[1] while `log_slope(n)` gives the n-th coefficient of W, where g = dy/dt obeys dg/dt = g W. It may use the
/// coefficients of y and g up to n, which are known then.
template <class LogSlope>
void integrate(Real y, Real g0, Coefficients c, Series& g, LogSlope log_slope) {
  Series w;
  c[0] = y;
  c[1] = g[0] = g0;
  for (std::size_t n = 0; n + 2 < c.size(); ++n) {
    w[n] = log_slope(n);
    g[n + 1] = convolution(g, w, n) / static_cast<double>(n + 1);
    c[n + 2] = g[n + 1] / static_cast<double>(n + 2);
  }
}

/// The n-th coefficient r[n] of g / y, from those before it.
Real over(const Series& g, std::span<const Real> y, Series& r, std::size_t n) {
  return r[n] = (g[n] - (n ? convolution(y, r, n, 1) : Real(0))) / y[0];
}

constexpr std::array<std::array<double, kTaylorTerms>, kTaylorTerms> monic_chebyshev() {
  std::array<std::array<double, kTaylorTerms>, kTaylorTerms> t{};
  t[0][0] = 2;  // so that the recurrence T_(n+1) / 2^n = s T_n / 2^(n-1) - T_(n-1) / 2^(n-2) / 4 starts right
  t[1][1] = 1;
  for (std::size_t n = 1; n + 1 < kTaylorTerms; ++n)
    for (std::size_t i = 0; i <= n + 1; ++i) t[n + 1][i] = (i ? t[n][i - 1] : 0) - t[n - 1][i] / 4;
  return t;
}
/// [n][i]: coefficient of s^i in T_n(s) / 2^(n-1), n >= 1; exact, being integers over powers of two
constexpr auto kMonicChebyshev = monic_chebyshev();

template <class T>
Real horner(std::span<const Real> c, T s) {
  const double at = Real(s).high;
  double far = 0;
  for (std::size_t i = c.size(); i-- > kWideTerms;) far = far * at + c[i].high;
  Real y = far;
  for (std::size_t i = kWideTerms; i-- > 0;) y = y * s + c[i];
  return y;
}

template <class T>
Real derivative(std::span<const Real> c, T s) {
  const double at = Real(s).high;
  double far = 0;
  for (std::size_t i = c.size(); i-- > kWideTerms;) far = far * at + static_cast<double>(i) * c[i].high;
  Real y = far;
  for (std::size_t i = kWideTerms; i-- > 1;) y = y * s + c[i] * static_cast<double>(i);
  return y;
}

}  // namespace

/// W = (1 - a) g / y + (b - 1) g / (1 - y)
void beta_taylor(double a, double b, Real y, Real step, Coefficients c) {
  Series g, r, s;
  const Real rest = 1 - y, below = 1 - Real(a), above = Real(b) - 1;
  integrate(y, step, c, g, [&](std::size_t n) {
    s[n] = (g[n] + (n ? convolution(c, s, n, 1) : Real(0))) / rest;
    return below * over(g, c, r, n) + above * s[n];
  });
}

/// W = (1 - k) g / y + g
void gamma_taylor(double shape, Real y, Real step, Coefficients c) {
  Series g, r;
  const Real below = 1 - Real(shape);
  integrate(y, step, c, g, [&](std::size_t n) { return below * over(g, c, r, n) + g[n]; });
}

/// W = (v + 1) y g / (v + y^2); far out in units of y, whose square may be no double.
void student_taylor(double dof, Real y, Real step, Coefficients c) {
  const double unit = std::fabs(y.high) > 1e100 ? std::fabs(y.high) : 1;
  Series g, d, m;
  const Real power = Real(dof) + 1, constant = Real(dof) / unit / unit;
  integrate(y / unit, step / unit, c, g, [&](std::size_t n) {
    d[n] = convolution(c, c, n);
    if (n == 0) d[0] += constant;
    m[n] = (convolution(c, g, n) - (n ? convolution(d, m, n, 1) : Real(0))) / d[0];
    return power * m[n];
  });
  for (Real& coefficient : c) coefficient = coefficient * unit;
}

/// W = y g
void normal_taylor(Real y, Real step, Coefficients c) {
  Series g;
  integrate(y, step, c, g, [&](std::size_t n) { return convolution(c, g, n); });
}

/// W = (1 + ln y / sigma^2) g / y
void lognormal_taylor(double sigma, Real y, Real step, Coefficients c) {
  Series g, r, log;
  log[0] = math::log(y);
  const Real squared = math::two_product(sigma, sigma);
  integrate(y, step, c, g, [&](std::size_t n) {
    over(g, c, r, n);
    const Real w = r[n] + convolution(log, r, n) / squared;
    if (n + 1 < log.size()) log[n + 1] = r[n] / static_cast<double>(n + 1);
    return w;
  });
}

/// W = (1 - k + k y^k) g / y
void weibull_taylor(double shape, Real y, Real step, Coefficients c) {
  Series g, r, hazard;
  hazard[0] = math::exp(math::log(y) * shape);
  const Real below = 1 - Real(shape);
  integrate(y, step, c, g, [&](std::size_t n) {
    over(g, c, r, n);
    const Real grown = convolution(hazard, r, n) * shape;
    if (n + 1 < hazard.size()) hazard[n + 1] = grown / static_cast<double>(n + 1);
    return below * r[n] + grown;
  });
}

Real series_at(std::span<const Real> c, double s) { return horner(c, s); }
Real series_at(std::span<const Real> c, Real s) { return horner(c, s); }
Real series_slope(std::span<const Real> c, double s) { return derivative(c, s); }
Real series_slope(std::span<const Real> c, Real s) { return derivative(c, s); }

double economise(Coefficients c) {
  double bound = std::fabs(c[kTaylorTerms - 1].high);  // majorises a tail whose ratio is at most 1/2
  std::array<double, kTaylorTerms> moved{};
  for (std::size_t n = kTaylorTerms - 1; n >= kKept; --n) {
    const double dropped = c[n].high + moved[n];
    bound += std::ldexp(std::fabs(dropped), 1 - static_cast<int>(n));
    for (std::size_t i = n % 2; i < n; i += 2) moved[i] -= dropped * kMonicChebyshev[n][i];
  }
  for (std::size_t i = 0; i < kKept; ++i) c[i] = c[i] + moved[i];
  return bound * (1 + 0x1p-40);  // its own rounding
}

}  // namespace cellcast::sim
