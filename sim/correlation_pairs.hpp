#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/scenario.hpp"
#include "sim/random/copula.hpp"

namespace cellcast::sim {

/// The correlations of a scenario with the inputs they name numbered. What the loader has an error for is left out.
struct CorrelationPairs {
  std::vector<std::string> names;      ///< [input], of those that correlations name
  std::vector<PairCorrelation> pairs;  ///< [pair]
  std::vector<std::size_t> origin;     ///< [pair], index into Scenario::correlations
};

CorrelationPairs correlation_pairs(const std::vector<config::Correlation>& correlations);

/// The pairs whose inputs are both among `members`, of the same names.
CorrelationPairs pairs_among(const CorrelationPairs& pairs, const std::vector<std::size_t>& members);

/// As a scenario writes it: Spearman's rank correlation of a Pearson correlation (Pearson 1907), and back.
double to_written(double pearson, bool rank);
double to_pearson(double written, bool rank);

}  // namespace cellcast::sim
