#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "sim/engine/counts/tally.hpp"
#include "sim/results/results.hpp"
#include "sim/stats/accumulate/wide.hpp"

namespace cellcast::sim {

/// Too few of the trials agree with the observations; what() says how many, and what can be done.
class TooFewEffective : public base::Error {
 public:
  explicit TooFewEffective(const std::string& what) : base::Error(Kind::data, what) {}
};

/// What the observations make of trials: each counts as often as its likelihood says (importance sampling from the prior), rounded to a
/// whole number at random, by a draw of the trial's own: up where the fraction is larger. So sums over trials merge exactly, and have the
/// right mean. The unit is such that all weights add up to about kTotal, as the leading trials tell. Immutable; shared by all threads.
class Weighting {
 public:
  /// The plan must outlive this; it has evidence.
  Weighting(const Plan& plan, const Counted& counted, Isa isa);

  /// weights[i] of the trials in `rows`, of which there are rows.count.
  void weigh(const Rows& rows, std::vector<std::uint32_t>& weights) const;

 private:
  double log_likelihood(const Rows& rows, std::size_t i) const;

  const Plan* plan_;
  std::vector<std::size_t> numbers_;  ///< [evidence], counted number
  double reference_ = 0;              ///< logarithm of the likelihood that weighs one unit
  double unit_ = 1;
};

/// The weights' sums over trials. One per thread; integers, so that they merge to the same in any order.
struct WeightSums {
  Uint128 weights = 0, squares = 0;

  void add(std::span<const std::uint32_t> some);
  void merge(const WeightSums& other);
  /// Throws Malformed.
  void merge(PackedReader& saved);
  void save(PackedWriter& to) const;
  /// Kish's effective number of trials: (sum of weights)^2 / sum of squares.
  double effective() const;
};

/// Throws TooFewEffective where weights come to fewer effective trials than kLeastEffective, or an observation is further than kMostDistance
/// from every trial. `all` has all trials, unweighted.
void require_effective(const Plan& plan, const Counted& counted, const WeightSums& sums, const Tally& all, std::uint64_t trials);

/// The statistics of weighted trials. `prior` are the run's own, whose trials are unweighted; `all` its tally. Throws as require_effective
/// does.
Update summarize_update(const Plan& plan, const Counted& counted, const Tally& weighted, const WeightSums& sums, const Tally& all,
                        const Results& prior);

inline constexpr double kLeastEffective = 200;
inline constexpr double kMostDistance = 5;  ///< standard deviations: by chance, one in two million

}  // namespace cellcast::sim
