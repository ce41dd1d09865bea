#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <vector>

#include "sim/random/laws/laws.hpp"
#include "sim/random/laws/mixture_part.hpp"

namespace cellcast::sim {

/// The quantile function of a mixture, F = sum share F_k: the smallest x with F(x) >= u. It has no closed form, and as many shapes as there
/// are mixtures, so F itself is solved at each draw, to 1e-14 of the smaller of u and 1 - u or to the last digit of x. A draw starts between
/// its neighbours on a grid of quantiles, which are computed once, when a draw first needs them. Safe to use from many threads.
class MixtureCurve {
 public:
  /// `shares` > 0, of sum 1; `quantiles` are those of the parts.
  MixtureCurve(std::vector<std::unique_ptr<const MixturePart>> parts, std::vector<double> shares,
               std::vector<QuantileFunction> quantiles);

  /// The quantile of p = u, q = 1 - u, whichever is smaller exact; in (0, 1).
  double operator()(double p, double q) const;

 private:
  /// A probability, seen from its nearer end.
  struct Level {
    double p, q;
    bool is_lower() const { return p < 0.5; }
    double size() const { return is_lower() ? p : q; }
  };
  /// Where F jumps or has a kink.
  struct Knot {
    double x;
    double before, from;  ///< P(X < x), P(X >= x)
    double below, above;  ///< P(X <= x), P(X > x)
  };
  /// F less the level at a point: below 0 left of the quantile.
  struct Side {
    double x, excess;
  };
  struct Bracket {
    Side left, right;
  };

  template <double (MixturePart::*probability)(double) const>
  double sum(double x) const;
  /// F(x) less the level.
  double excess(const Level& level, double x) const;

  /// The first knot at which F reaches the level; as many as there are if none does.
  std::size_t reaching(const Level& level) const;
  /// The quantile of a level that lies strictly between two knots.
  double between(const Level& level, std::size_t next) const;
  Bracket between_knots(const Level& level, std::size_t next) const;
  /// What lies between the least and the greatest of the parts' quantiles.
  Bracket between_parts(const Level& level, const Bracket& knots) const;
  Bracket between_nodes(const Level& level, const Bracket& knots) const;
  /// The quantile at a point of the grid, computed when first asked for: the same bits whoever does.
  double node(bool is_lower, std::size_t index) const;
  double solve(const Level& level, Bracket bracket) const;

  std::vector<std::unique_ptr<const MixturePart>> parts_;
  std::vector<double> shares_;
  std::vector<QuantileFunction> quantiles_;
  std::vector<Knot> knots_;
  mutable std::vector<std::atomic<double>> nodes_;  ///< of the lower end, then of the upper; NaN where not yet computed
};

/// Of parts that `problem` finds nothing wrong with, each with its quantile function.
MixtureQuantile make_mixture(const config::Mixture& law, std::vector<QuantileFunction> quantiles);

}  // namespace cellcast::sim
