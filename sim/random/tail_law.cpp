#include "sim/random/tail_law.hpp"

#include <cmath>
#include <limits>

#include "sim/math/elementary.hpp"

namespace cellcast::sim {

namespace {

using Real = TailLaw::Real;
using Limits = std::numeric_limits<Real>;

}  // namespace

double TailLaw::leading(double t) const {
  return math::exp((math::log(t) + static_cast<double>(leading_.log_factor)) * static_cast<double>(leading_.power));
}

bool TailLaw::leading_suffices(Real t) const { return std::exp((std::log(t) + leading_.log_factor) * leading_.power) < leading_.limit; }

double TailLaw::quantile(double t) const {
  const double y = leading(t);
  return static_cast<double>(value(y < leading_.limit ? y : solve(t)));
}

/// Newton's steps on ln t, where a power tail is a straight line; where ln y is not small they are taken in ln y, so y stays positive.
Real TailLaw::newton(Real y, Real t) const {
  for (int i = 0; i < 12; ++i) {
    const Real p = probability(y);
    const Real step = std::log(p / t) * (p / slope(y));
    if (!std::isfinite(step)) return Limits::quiet_NaN();
    const Real next = std::fabs(step) < y / 4 ? y - step : y * std::exp(-step / y);
    if (bounded() && next >= 1) return Limits::quiet_NaN();
    if (std::fabs(step) <= 4 * Limits::epsilon() * y) return next;
    y = next;
  }
  return y;
}

/// Halves ln y, then y: for shapes so extreme that nothing else converges. To within 2^-60 of y, or of where y leaves the range.
Real TailLaw::bisect(Real t) const {
  const auto below = [&](Real y) { return (probability(y) < t) == frame_.rising; };
  Real low = std::log(Limits::min()), high = bounded() ? 0 : -low;
  for (int i = 0; i < 60 && high - low > 0.01L; ++i) {
    const Real middle = (low + high) / 2;
    (below(std::exp(middle)) ? low : high) = middle;
  }
  low = std::exp(low), high = std::exp(high);
  for (int i = 0; i < 64; ++i) {
    const Real middle = (low + high) / 2;
    (below(middle) ? low : high) = middle;
  }
  return (low + high) / 2;
}

Real TailLaw::solve(Real t) const {
  const Real start = guess(static_cast<double>(t));
  if (std::isfinite(start) && start > 0 && (!bounded() || start < 1)) {
    const Real y = newton(start, t);
    if (std::fabs(probability(y) - t) <= 1e-14L * t) return y;
  }
  return bisect(t);
}

}  // namespace cellcast::sim
