#include "sim/random/laws/tail_law.hpp"

#include <cmath>

#include "sim/math/elementary.hpp"

namespace cellcast::sim {

namespace {

using Real = TailLaw::Real;

constexpr int kMostSteps = 200;  // 10 are usual, 80 the most: Student's t of 1e30 degrees of freedom, which comes in from 1e15

/// How far to go for the logarithm of a probability to become `wanted`.
template <class T>
T newton_step(const LogTail<T>& tail, T wanted) {
  return (wanted - tail.log) / tail.slope;
}

}  // namespace

double TailLaw::leading(double t) const { return math::exp((math::log(t) + leading_.log_factor) * leading_.power); }

double TailLaw::quantile(double t) const {
  const double near = leading(t);
  const Real y = near < leading_.limit ? Real(near) : solve(t);
  return std::isfinite(y.high) ? value(y).high : frame_.sign * y.high;
}

Real TailLaw::probability(Real y) const {
  if (!(y.high > 0)) return frame_.at_zero;
  if (!frame_.is_bounded) return probability_at(math::log(y));
  const Real rest = 1 - y;
  return rest.high > 0 ? probability_at(math::log(y / rest)) : Real(1 - frame_.at_zero);
}

Real TailLaw::slope(Real y) const {
  const Real rest = frame_.is_bounded ? 1 - y : Real(1);
  const LogTail<Real> at = tail(math::log(y / rest));
  return math::exp(at.log) * at.slope / (y * rest);
}

/// First in double, until the steps no longer shrink; then two or three steps in double-double, each of which doubles the digits.
Real TailLaw::solve(double t) const {
  const double wanted = math::log(t);
  double near = start(t), last = math::detail::kInfinity;
  for (int i = 0; i < kMostSteps; ++i) {
    const double step = newton_step(tail(near), wanted);
    if (!(std::fabs(step) < math::detail::kInfinity)) break;
    near += step;
    const double size = std::fabs(step) / (1 + std::fabs(near));
    if (size < 1e-8 && (size < 1e-13 || size >= last)) break;
    last = size;
  }
  Real place = near;
  const Real exactly = math::log(Real(t));
  for (int i = 0; i < 5; ++i) {
    const LogTail<Real> at = tail(place);
    const Real step = newton_step(at, exactly);
    if (!(std::fabs(step.high) < math::detail::kInfinity)) break;
    place += step;
    if (std::fabs((exactly - at.log).high) < 1e-11) break;
  }
  return frame_.is_bounded ? 1 / (1 + math::exp(-place)) : math::exp(place);
}

}  // namespace cellcast::sim
