#include "sim/random/laws/closed_laws.hpp"

#include <algorithm>

#include "sim/math/double_double.hpp"

namespace cellcast::sim {
namespace {

using Real = math::DoubleDouble;

Real difference(double a, double b) { return math::two_sum(a, -b); }

}  // namespace

TruncatedTriangular::TruncatedTriangular(const config::Triangular& law, double min, double max)
    : min_(std::max(min, law.low)), max_(std::min(max, law.high)), from_low_(min_ - law.low), from_high_(law.high - max_) {
  const Real width = difference(law.high, law.low), before = difference(law.mode, law.low), behind = difference(law.high, law.mode);
  const double top = std::min(max_, law.mode), bottom = std::max(min_, law.mode);
  // Trapezoids below and above the mode, divided by the slopes of their upper sides.
  const Real rising = top > min_ ? difference(top, min_) * (difference(top, law.low) + difference(min_, law.low)) : Real(0);
  const Real falling = bottom < max_ ? difference(max_, bottom) * (difference(law.high, bottom) + difference(law.high, max_)) : Real(0);
  const Real below = rising.high > 0 ? rising / before / width : Real(0), above = falling.high > 0 ? falling / behind / width : Real(0);
  const Real mass = below + above;
  mass_ = mass.high;
  rising_share_ = (below / mass).high;
  rise_ = (mass * width * before).high;
  fall_ = (mass * width * behind).high;
}

}  // namespace cellcast::sim
