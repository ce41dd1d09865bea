#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/stats/infer/midranks.hpp"

namespace cellcast::sim {

/// The normal scores of the ranks among so many trials: the normal quantile of (rank - 1/2) / n. One for all factors.
class NormalScores {
 public:
  explicit NormalScores(std::size_t trials);

  double of(std::uint32_t twice_rank) const { return twice_rank % 2 == 0 ? whole_[twice_rank / 2] : between(twice_rank); }
  /// Of all trials.
  std::vector<double> of(const Ranking& factor) const;

 private:
  double between(std::uint32_t twice_rank) const;

  std::vector<double> whole_;  ///< [rank], of whole ranks: those in between are of values that several trials share
};

/// Functions of what is known of a trial, of which a payoff's expectation is made up; the first is 1.
class Regressors {
 public:
  /// Of one factor. Of up to kFewValues different values: an indicator of each, so that means are fitted. Else a natural cubic spline of
  /// the normal score of its rank, with kKnots knots at equal ranks (Hastie, Tibshirani & Friedman 2009, The Elements of Statistical
  /// Learning, 5.2.1).
  static Regressors of(const Ranking& factor, const NormalScores& scores);
  /// Of several factors: the powers 1 to 3 of the normal score of each, and the products of two; these are left out of more than kPaired
  /// factors, of which they would be too many.
  static Regressors of(std::span<const Ranking* const> factors, const NormalScores& scores);

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

}  // namespace cellcast::sim
