#include <algorithm>
#include <cmath>

#include "sim/math/elementary.hpp"
#include "sim/math/incomplete.hpp"
#include "sim/random/laws/quantile_series.hpp"
#include "sim/random/laws/tail_law.hpp"

namespace cellcast::sim {

namespace {

using Real = TailLaw::Real;

constexpr double kLeadingError = 1e-17;

Real log_beta(double a, double b) { return math::log_gamma(a) + math::log_gamma(b) - math::log_gamma(Real(a) + b); }

template <class T>
T as(Real x) {
  return T(x);
}

/// y = e^place / (1 + e^place), x = 1 - y and their logarithms, to full relative accuracy.
template <class T>
struct Odds {
  T y, x, log_y, log_x;

  explicit Odds(T place) {
    const bool is_low = math::leading(place) < 0;
    const T e = math::exp(is_low ? place : -place);
    const T near = 1.0 / (1.0 + e), far = e * near, log_near = -math::log1p(e), log_far = log_near - (is_low ? -place : place);
    y = is_low ? far : near, x = is_low ? near : far;
    log_y = is_low ? log_far : log_near, log_x = is_low ? log_near : log_far;
  }
};

}  // namespace

BetaTail::BetaTail(double a, double b, End end) : BetaTail(a, b, end, sim::log_beta(a, b)) {}

BetaTail::BetaTail(double a, double b, End end, Real log_beta)
    : TailLaw({end == End::lower ? 0.0 : 1.0, end == End::lower ? 1.0 : -1.0, std::sqrt(a / (a + b) * (b / (a + b)) / (a + b + 1)),
               end == End::lower, true, 0},
              {1 / a, (log_beta + math::log(Real(a))).high, kLeadingError * (a + 1) / (std::fabs(1 - b) + 1)}),
      a_(a),
      b_(b),
      log_beta_(log_beta) {}

/// t = I_y(a, b)
template <class T>
LogTail<T> BetaTail::tail_of(T place) const {
  const Odds<T> at(place);
  const T a = T(a_), b = T(b_);
  const T log_density = a * at.log_y + b * at.log_x - as<T>(log_beta_);  // of the place
  if (math::leading(at.y) <= (a_ + 1) / (a_ + b_ + 2)) {
    const T ratio = math::beta_ratio(a, b, at.y, at.x);
    return {log_density + math::log(ratio / a), a / ratio};
  }
  const T density = math::exp(log_density);
  const T beyond = density * (math::beta_ratio(b, a, at.x, at.y) / b);
  return {math::log1p(-beyond), density / (1.0 - beyond)};
}

/// The power law bounds t from above as a function of y / (1 - y): its place is below the right one.
double BetaTail::start(double t) const { return (math::log(t) + math::log(a_) + log_beta_.high) / a_; }

void BetaTail::taylor(Real y, Real step, std::span<Real> c) const { beta_taylor(a_, b_, y, step, c); }

GammaTail::GammaTail(double shape, End end) : GammaTail(shape, end, math::log_gamma(shape)) {}

GammaTail::GammaTail(double shape, End end, Real log_gamma)
    : TailLaw({0, 1, std::fmin(1.0, std::sqrt(shape)), true, false, end == End::lower ? 0.0 : 1.0},
              end == End::lower ? Leading{1 / shape, (log_gamma + math::log(Real(shape))).high, kLeadingError * (shape + 1)} : Leading{}),
      shape_(shape),
      end_(end),
      log_gamma_(log_gamma) {}

/// t = P(shape, y) or Q(shape, y)
template <class T>
LogTail<T> GammaTail::tail_of(T place) const {
  const T k = T(shape_), y = math::exp(place);
  const T log_density = k * place - y - as<T>(log_gamma_);  // of the place
  const bool is_series = math::leading(y) < shape_ + 5;
  const T ratio = is_series ? math::gamma_series(k, y) / k : math::gamma_fraction(k, y);
  const double sign = end_ == End::lower ? 1 : -1;
  if (is_series == (end_ == End::lower)) return {log_density + math::log(ratio), sign / ratio};
  const T density = math::exp(log_density);
  const T beyond = density * ratio;
  return {math::log1p(-beyond), sign * density / (1.0 - beyond)};
}

/// Below: the power law, which bounds t from above. Above: P(X >= k + sqrt(2 k l) + l) <= e^-l (Laurent & Massart 2000, Ann. Statist.
/// 28(5), lemma 1).
double GammaTail::start(double t) const {
  if (end_ == End::lower) return (math::log(t) + math::log(shape_) + log_gamma_.high) / shape_;
  const double l = -math::log(t);
  return math::log(shape_ + std::sqrt(2 * shape_ * l) + l);
}

void GammaTail::taylor(Real y, Real step, std::span<Real> c) const { gamma_taylor(shape_, y, step, c); }

StudentTail::StudentTail(double dof, End end)
    : TailLaw({0, end == End::lower ? -1.0 : 1.0, 1, false, false, 0.5}, {}),
      dof_(std::min(dof, 1e30)),
      log_dof_(math::log(Real(dof_))),
      log_beta_(math::log(math::sqrt(math::kWidePi) / math::gamma_ratio(Real(dof_) / 2))) {}

/// t = I_x(v/2, 1/2) / 2 with x = v / (v + y^2) (Abramowitz & Stegun 26.7.1), and near the centre 1/2 - I_(1-x)(1/2, v/2) / 2
template <class T>
LogTail<T> StudentTail::tail_of(T place) const {
  const Odds<T> at(2.0 * place - as<T>(log_dof_));  // y^2 / (v + y^2)
  const T a = T(dof_) / 2.0, half = T(0.5);
  const T log_density = a * at.log_x + half * at.log_y - as<T>(log_beta_);  // of the place
  if (math::leading(at.y) < std::fmin(3 / (dof_ / 2 + 2.5), 0.75)) {
    const T density = math::exp(log_density);
    const T t = half - density * math::beta_series(half, a, at.y);
    return {math::log(t), -density / t};
  }
  const T ratio = math::beta_ratio(a, half, at.x, at.y) / a;
  return {log_density + math::log(half * ratio), -2.0 / ratio};
}

/// t < (v / y^2)^(v/2) / (v B(v/2, 1/2)), for the same reason as a beta law's
double StudentTail::start(double t) const {
  return 0.5 * log_dof_.high - (math::log(t) + math::log(dof_) + log_beta_.high) / dof_;
}

Real StudentTail::probability(Real y) const {
  if (y.high < 0) return 1 - probability(-y);
  return TailLaw::probability(y);
}

Real StudentTail::slope(Real y) const {
  if (std::fabs(y.high) > 1e100) return TailLaw::slope(y);
  return -math::exp((Real(dof_) + 1) * -0.5 * math::log1p(y * y / dof_) - log_beta_ - log_dof_ * 0.5);
}

Real StudentTail::solve(double t) const {
  if (t > 0.5) return -solve(1 - t);
  return t == 0.5 ? Real(0) : TailLaw::solve(t);
}

void StudentTail::taylor(Real y, Real step, std::span<Real> c) const { student_taylor(dof_, y, step, c); }

math::DoubleDouble normal_tail(Real z) {
  if (z.high > 39) return 0;  // below the least double
  const Real y = math::scaled(z * z, -1), half = 0.5;  // t = Q(1/2, z^2 / 2) / 2
  const Real factor = z / math::sqrt(math::scaled(math::kWidePi, 1)) * math::exp(-y);
  if (y.high < 5.5) return half - factor * math::gamma_series(half, y);
  return half * factor * math::gamma_fraction(half, y);
}

}  // namespace cellcast::sim
