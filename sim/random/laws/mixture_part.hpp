#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "config/scenario/distribution.hpp"

namespace cellcast::sim {

/// The distribution function of one component of a mixture, in double, to some 1e-14 of probability; as exact near either end, where
/// `below` or `above` are small.
class MixturePart {
 public:
  virtual ~MixturePart() = default;

  /// P(X <= x), x finite.
  virtual double below(double x) const = 0;
  /// P(X > x)
  virtual double above(double x) const = 0;
  /// P(X < x) and P(X >= x): they differ where a value has a probability of its own.
  virtual double before(double x) const { return below(x); }
  virtual double from(double x) const { return above(x); }
  /// Where F jumps or has a kink, in any order; between them it is smooth.
  virtual std::vector<double> knots() const = 0;
};

/// The quantile of a probability in (0, 1), to 1e-12 of its size and scale; safe to use from many threads.
using QuantileFunction = std::function<double(double)>;

/// Of a distribution that can be sampled, no mixture; `quantile` is its own.
std::unique_ptr<const MixturePart> mixture_part(const config::Distribution& distribution, QuantileFunction quantile);

}  // namespace cellcast::sim
