#pragma once

#include <string>

#include "config/scenario/distribution.hpp"
#include "sim/math/elementary.hpp"

namespace cellcast::sim {

/// Three-term metalog, M(p) = a1 + a2 ln(p/q) + a3 (p - 1/2) ln(p/q) (Keelin 2016, "The metalog distributions", Decision Analysis 13,
/// eq. 6), of X itself, of ln(X - low), of -ln(high - X), or of ln((X - low) / (high - X)) (ibid., eqs. 12 to 15).
struct Metalog {
  double a1, a2, a3;

  [[gnu::always_inline]] double operator()(double p, double q) const {
    const bool lower = p < 0.5;
    const double t = lower ? p : q;
    const double size = math::log1p(-t) - math::log(t);  // |ln(p/q)|
    const double log_odds = lower ? -size : size;
    const double centred = lower ? p - 0.5 : 0.5 - q;
    return a1 + (a2 + a3 * centred) * log_odds;
  }
};

struct MetalogAbove {
  Metalog m;
  double low;
  [[gnu::always_inline]] double operator()(double p, double q) const { return low + math::exp(m(p, q)); }
};

struct MetalogBelow {
  Metalog m;
  double high;
  [[gnu::always_inline]] double operator()(double p, double q) const { return high - math::exp(-m(p, q)); }
};

struct MetalogBetween {
  Metalog m;
  double low, high;
  [[gnu::always_inline]] double operator()(double p, double q) const {
    const double y = m(p, q);
    const double e = math::exp(y < 0 ? y : -y);
    const double distance = (high - low) * (e / (1 + e));  // from the nearer bound
    return y < 0 ? low + distance : high - distance;
  }
};

/// The coefficients of a law with the bounds [min, max], infinite where there is none.
Metalog fit(const config::Metalog& law, double min, double max);

/// Why it is no distribution, or empty.
std::string metalog_problem(const config::Metalog& law, double min, double max);

}  // namespace cellcast::sim
