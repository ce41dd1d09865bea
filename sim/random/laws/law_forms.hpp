#pragma once

#include "config/scenario/distribution.hpp"
#include "sim/math/double_double.hpp"

namespace cellcast::sim {

/// The same law in the form that is computed with: LognormalMoments as Lognormal, Pert as Beta, what is given by percentiles by its own
/// parameters, data as Empirical, all others as they are.
config::Law standard_form(const config::Law& law);

/// Probability below and above a point, each to some 25 digits.
struct Tails {
  math::DoubleDouble below, above;
};

/// P(X < x) and P(X > x); x may be infinite. For every law but metalog, discrete, empirical and mixtures.
Tails tails(const config::Law& law, double x);

}  // namespace cellcast::sim
