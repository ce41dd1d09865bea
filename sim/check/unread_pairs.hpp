#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/plan/correlation_pairs.hpp"

namespace cellcast::sim {

/// Which correlations are not known, because something that they hang on could not be read: pairs and loadings without a value; all pairs
/// that are not given of an input whose partner is not known; all rank correlations where the copula is not known. Both arguments must
/// outlive it.
class UnreadPairs {
 public:
  UnreadPairs(const config::Scenario& scenario, const CorrelationPairs& pairs);

  /// Whether the correlation of two inputs is not known.
  bool operator()(std::size_t a, std::size_t b) const;
  /// Whether one of the inputs has a correlation that is not known, with whichever input.
  bool touch(const std::vector<std::size_t>& inputs) const;

 private:
  using Pair = std::pair<std::size_t, std::size_t>;

  const config::Scenario& scenario_;
  bool is_empty_;
  std::set<Pair> pairs_, implied_;
  std::vector<char> is_partner_, is_touched_;
  std::map<Pair, std::size_t> given_;  ///< index into Scenario::correlations
};

}  // namespace cellcast::sim
