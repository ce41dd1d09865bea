#pragma once

#include <memory>
#include <span>
#include <string>

#include "config/scenario/distribution.hpp"
#include "sim/random/laws/laws.hpp"
#include "sim/random/laws/window.hpp"

namespace cellcast::sim {

/// The quantile function of a distribution: the smallest x with F(x) >= u. A law, truncated and clamped to [min, max] against the
/// rounding of its last step. Immutable once made; safe to use from many threads. A table that it needs is built by the first draw of all
/// quantile functions that share it, or by `prepare`.
class Quantile {
 public:
  Quantile(QuantileLaw law, const Window& window, double min, double max) : law_(std::move(law)), window_(window), min_(min), max_(max) {}

  /// x[i] = quantile of u[i]; u in (0, 1); x and u are equally long and may be the same memory.
  void operator()(std::span<const double> u, std::span<double> x) const;
  /// The same bits for one probability.
  double operator()(double u) const {
    double x;
    (*this)(std::span(&u, 1), std::span(&x, 1));
    return x;
  }
  /// The same bits for one probability without building a table: for draws so few that they do not repay it, best far out in the tails.
  double once(double u) const;
  /// The quantile as the law itself gives it, without any table: some microseconds. Not the draw's bits, but within twice its error.
  double nearly(double u) const;

  /// Builds what the first draw would: a table, a millisecond, or nothing.
  void prepare() const;

 private:
  QuantileLaw law_;
  Window window_;
  double min_, max_;
};

/// Makes quantile functions; those of beta, PERT, gamma and Student-t laws of equal shape share one table.
/// Not safe to use from several threads at once; what it makes is, and outlives it.
class QuantileFactory {
 public:
  QuantileFactory();
  ~QuantileFactory();
  QuantileFactory(QuantileFactory&&) noexcept;
  QuantileFactory& operator=(QuantileFactory&&) noexcept;

  /// |error| <= 1e-12 (|x| + scale) for u in [1e-12, 1 - 1e-12]; beta, PERT, gamma and Student-t 1e-10; a
  /// mixture so, by the largest of its scales, or with |F(x) - u| <= 1e-13 where F is so flat that x could be anywhere.
  /// Throws std::invalid_argument where `problem` is not empty.
  std::shared_ptr<const Quantile> make(const config::Distribution& distribution);

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

/// What a factory of its own makes: for a single distribution.
std::shared_ptr<const Quantile> make_quantile(const config::Distribution& distribution);

/// Why a distribution cannot be sampled (no probability between min and max; an infeasible metalog), `what (why) suggestion`, or empty.
/// The domains of single parameters (sd > 0, low < high, ...) are taken for granted, min < max is not.
std::string problem(const config::Distribution& distribution);

}  // namespace cellcast::sim
