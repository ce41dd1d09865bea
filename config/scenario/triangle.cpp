#include "config/scenario/triangle.hpp"

#include <algorithm>
#include <cmath>

namespace cellcast::config {

namespace {

/// Of a triangle of width 1: the ways from the 10th percentile to the mode and from there to the 90th, its mode standing at `r` of the
/// width. F rises as (x / w)^2 / r to r at the mode, so the first is r - sqrt(r / 10).
double before(double r) { return r - std::sqrt(r / 10); }
double behind(double r) { return before(1 - r); }

/// The place of the mode where these ways are as `first` to `second`: `before` increases and `behind` decreases on [0.1, 0.9], and
/// vanish at its ends, so the root is one.
double place_of_mode(double first, double second) {
  double low = 0.1, high = 0.9;
  for (;;) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return middle;
    (second * before(middle) < first * behind(middle) ? low : high) = middle;
  }
}

}  // namespace

Triangular triangle(const TriangularPercentiles& law) {
  const double first = law.mode - law.p10, second = law.p90 - law.mode, larger = std::max(first, second);
  if (!std::isfinite(larger)) return {-kInfinity, law.mode, kInfinity};
  const double r = place_of_mode(first / larger, second / larger);
  const double width = larger * ((first / larger + second / larger) / (before(r) + behind(r)));
  return {law.mode - r * width, law.mode, law.mode + (1 - r) * width};
}

}  // namespace cellcast::config
