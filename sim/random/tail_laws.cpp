#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "sim/random/tail_law.hpp"

// Boost.Math is right wherever tables are built from it; it is too slow, and too dependent on the C library, to draw with.

namespace cellcast::sim {

namespace {

using Real = TailLaw::Real;
namespace bp = boost::math::policies;

// What cannot be computed comes back as infinity or NaN and is caught by the checks of those who ask.
using Quiet = bp::policy<bp::domain_error<bp::ignore_error>, bp::pole_error<bp::ignore_error>, bp::overflow_error<bp::ignore_error>,
                         bp::evaluation_error<bp::ignore_error>, bp::promote_double<false>>;
constexpr Quiet kQuiet{};

constexpr Real kLeadingError = 1e-17L;
constexpr Real kPi = 3.141592653589793238462643383279502884L;

/// sum of a[i] b[n - i], i = first ... n; in two sums, which do not wait for each other
Real convolution(std::span<const Real> a, std::span<const Real> b, std::size_t n, std::size_t first = 0) {
  Real even = 0, odd = 0;
  std::size_t i = first;
  for (; i + 1 <= n; i += 2) {
    even += a[i] * b[n - i];
    odd += a[i + 1] * b[n - i - 1];
  }
  if (i <= n) even += a[i] * b[n - i];
  return even + odd;
}

constexpr std::size_t kMaxTerms = 32;

/// Fills c from c[0], c[1] while `log_slope(n)` gives the n-th coefficient of W, where g = dy/dt obeys dg/dt = g W. It may use the
/// coefficients of y and g up to n, which are known then.
template <class LogSlope>
void integrate(Real y, Real g0, std::span<Real> c, std::span<Real> g, LogSlope log_slope) {
  Real w[kMaxTerms];
  c[0] = y;
  c[1] = g[0] = g0;
  for (std::size_t n = 0; n + 2 < c.size(); ++n) {
    w[n] = log_slope(n);
    g[n + 1] = convolution(g, w, n) / static_cast<Real>(n + 1);
    c[n + 2] = g[n + 1] / static_cast<Real>(n + 2);
  }
}

}  // namespace

BetaTail::BetaTail(double a, double b, End end)
    : TailLaw({end == End::lower ? 0.0L : 1.0L, end == End::lower ? 1.0L : -1.0L,
               std::sqrt(Real{a} * b / (Real{a} + b + 1)) / (Real{a} + b), end == End::lower, true},
              {1 / Real{a}, std::lgamma(Real{a} + 1) + std::lgamma(Real{b}) - std::lgamma(Real{a} + b),
               kLeadingError * (Real{a} + 1) / (std::fabs(1 - Real{b}) + 1)}),
      a_(a),
      b_(b) {}

Real BetaTail::probability(Real y) const { return y <= 0 ? 0 : y >= 1 ? 1 : boost::math::ibeta(a_, b_, y, kQuiet); }

Real BetaTail::slope(Real y) const { return boost::math::ibeta_derivative(a_, b_, y, kQuiet); }

Real BetaTail::guess(double t) const { return boost::math::ibeta_inv(static_cast<double>(a_), static_cast<double>(b_), t, kQuiet); }

/// f = x^(a-1) (1-x)^(b-1) / B(a, b): W = (1 - a) g / x + (b - 1) g / (1 - x)
void BetaTail::taylor(Real y, Real step, std::span<Real> c) const {
  Real g[kMaxTerms], r[kMaxTerms], s[kMaxTerms];
  integrate(y, step, c, g, [&](std::size_t n) {
    r[n] = (g[n] - (n ? convolution(c, r, n, 1) : 0)) / y;
    s[n] = (g[n] + (n ? convolution(c, s, n, 1) : 0)) / (1 - y);
    return (1 - a_) * r[n] + (b_ - 1) * s[n];
  });
}

GammaTail::GammaTail(double shape, End end)
    : TailLaw({0, 1, std::fmin(1.0L, std::sqrt(Real{shape})), true, end == End::lower},
              end == End::lower ? Leading{1 / Real{shape}, std::lgamma(Real{shape} + 1), kLeadingError * (Real{shape} + 1)} : Leading{}),
      shape_(shape),
      end_(end) {}

Real GammaTail::probability(Real y) const {
  if (y <= 0) return end_ == End::lower ? 0 : 1;
  return end_ == End::lower ? boost::math::gamma_p(shape_, y, kQuiet) : boost::math::gamma_q(shape_, y, kQuiet);
}

Real GammaTail::slope(Real y) const {
  const Real density = boost::math::gamma_p_derivative(shape_, y, kQuiet);
  return end_ == End::lower ? density : -density;
}

Real GammaTail::guess(double t) const {
  const double shape = static_cast<double>(shape_);
  return end_ == End::lower ? boost::math::gamma_p_inv(shape, t, kQuiet) : boost::math::gamma_q_inv(shape, t, kQuiet);
}

/// f = x^(k-1) e^-x / Gamma(k): W = (1 - k) g / x + g
void GammaTail::taylor(Real y, Real step, std::span<Real> c) const {
  Real g[kMaxTerms], r[kMaxTerms];
  integrate(y, step, c, g, [&](std::size_t n) {
    r[n] = (g[n] - (n ? convolution(c, r, n, 1) : 0)) / y;
    return (1 - shape_) * r[n] + g[n];
  });
}

StudentTail::StudentTail(double dof, End end) : TailLaw({0, end == End::lower ? -1.0L : 1.0L, 1, false, false}, {}), dof_(dof) {}

/// P(T > y) = I_{v/(v+y^2)}(v/2, 1/2) / 2 (Abramowitz & Stegun 26.7.1), from whichever side keeps its accuracy.
Real StudentTail::probability(Real y) const {
  if (y < 0) return 1 - probability(-y);
  const Real square = y * y;
  if (square < dof_) return boost::math::ibetac(0.5L, dof_ / 2, square / (dof_ + square), kQuiet) / 2;
  return boost::math::ibeta(dof_ / 2, 0.5L, 1 / (1 + square / dof_), kQuiet) / 2;
}

Real StudentTail::slope(Real y) const {
  const Real ratio = boost::math::tgamma_delta_ratio(dof_ / 2, 0.5L, kQuiet);  // Gamma(v/2) / Gamma((v+1)/2)
  return -std::exp(-(dof_ + 1) / 2 * std::log1p(y * y / dof_)) / (std::sqrt(dof_ * kPi) * ratio);
}

Real StudentTail::guess(double t) const {
  const boost::math::students_t_distribution<double, Quiet> law(static_cast<double>(dof_));
  return boost::math::quantile(boost::math::complement(law, t));
}

/// f ~ (1 + x^2/v)^(-(v+1)/2): W = (v + 1) x g / (v + x^2)
void StudentTail::taylor(Real y, Real step, std::span<Real> c) const {
  Real g[kMaxTerms], d[kMaxTerms], m[kMaxTerms];
  integrate(y, step, c, g, [&](std::size_t n) {
    d[n] = convolution(c, c, n) + (n ? 0 : dof_);
    m[n] = (convolution(c, g, n) - (n ? convolution(d, m, n, 1) : 0)) / d[0];
    return (dof_ + 1) * m[n];
  });
}

}  // namespace cellcast::sim
