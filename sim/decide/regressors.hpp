#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/stats/infer/midranks.hpp"

namespace cellcast::sim {

/// Functions of what is known of a trial, of which a payoff's expectation is made up; the first is 1.
class Regressors {
 public:
  /// Of one factor. Of up to kFewValues different values: an indicator of each, so that means are fitted. Else a natural cubic spline of
  /// the normal score of its rank, with kKnots knots at equal ranks (Hastie, Tibshirani & Friedman 2009, The Elements of Statistical
  /// Learning, 5.2.1).
  static Regressors of(const Ranking& factor);
  /// Of several factors: the powers 1 to 3 of the normal score of each, and the products of two; these are left out of more than kPaired
  /// factors, of which they would be too many.
  static Regressors of(std::span<const Ranking* const> factors);

  static constexpr std::size_t kFewValues = 20, kKnots = 6, kPaired = 12;

  std::size_t count() const { return count_; }
  /// Those of a trial, [count()].
  void at(std::size_t trial, std::span<double> out) const;

 private:
  enum class Kind : std::uint8_t { levels, spline, powers };
  Regressors(Kind kind, std::size_t count) : kind_(kind), count_(count) {}

  Kind kind_;
  std::size_t count_;
  std::vector<std::uint32_t> levels_;        ///< [trial], number of its value
  std::vector<std::vector<double>> scores_;  ///< [factor][trial]
  bool has_products_ = false;
};

/// The normal scores of all trials: the normal quantile of (rank - 1/2) / n.
std::vector<double> normal_scores(const Ranking& factor);

}  // namespace cellcast::sim
