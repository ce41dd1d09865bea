#pragma once

#include <memory>
#include <variant>

#include "sim/random/laws/closed_laws.hpp"
#include "sim/random/laws/metalog.hpp"
#include "sim/random/laws/narrow_window.hpp"
#include "sim/random/laws/quantile_table.hpp"
#include "sim/random/laws/step_laws.hpp"

namespace cellcast::sim {

class MixtureCurve;

/// Of a mixture, which solves its distribution function at each draw: mixture.hpp.
struct MixtureQuantile {
  std::shared_ptr<const MixtureCurve> curve;
  double operator()(double p, double q) const;
};

// A law whose quantile function has a closed form is a header here: `closed_quantile` of its parameters, and `tails_of` them and a point (see
// law_forms.hpp). It is included above and has a place below; truncation and blocks of draws follow.

/// All quantile functions, of whole laws in standard_form.
using QuantileLaw = std::variant<NormalQuantile, LognormalQuantile, UniformQuantile, TriangularQuantile, TruncatedTriangular, WeibullQuantile,
                                 TableQuantile, NarrowQuantile, Metalog, MetalogAbove, MetalogBelow, MetalogBetween, DiscreteQuantile,
                                 EmpiricalQuantile, MixtureQuantile>;

}  // namespace cellcast::sim
