#pragma once

#include <array>
#include <optional>

#include "config/scenario/distribution.hpp"

namespace cellcast::sim {

/// The quantile function of a law cut to a window so narrow that one polynomial of degree 7 in the probability is the whole of it: x =
/// origin + P(s), s = 2 u - 1. Probabilities of the uncut law, which doubles may hold too coarsely to tell the window's points apart, do
/// not come in. |error| < 1e-15 of the window, plus the rounding of x.
struct NarrowQuantile {
  double origin;
  std::array<double, 8> c;

  [[gnu::always_inline]] double operator()(double p, double q) const {
    const double s = p - q;  // exact: p and q are u and 1 - u
    const double s2 = s * s;
    const double low = (c[0] + c[1] * s) + (c[2] + c[3] * s) * s2, high = (c[4] + c[5] * s) + (c[6] + c[7] * s) * s2;
    return origin + (low + high * (s2 * s2));
  }
};

/// Of normal, lognormal, beta, gamma, Weibull and Student laws in standard_form; nothing for others and for windows that are too wide.
/// Precondition: min < max. docs/methods.md, "Truncation".
std::optional<NarrowQuantile> narrow_window(const config::Law& law, double min, double max);

}  // namespace cellcast::sim
