#pragma once

#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/random/correlation/copula.hpp"
#include "sim/random/correlation/rank_correlation.hpp"

namespace cellcast::sim {

/// The correlations of a scenario between inputs that it names: the explicit ones in the file's order, then those that factors imply, in
/// the order of the factors and of their loads. No pair of inputs stands twice.
struct CorrelationPairs {
  std::vector<std::string> names;      ///< of inputs
  std::vector<PairCorrelation> pairs;  ///< [pair], indices into names
  std::vector<double> ranks;           ///< [pair], Spearman's rank correlation
  std::vector<std::size_t> origin;     ///< [pair], index into Scenario::correlations; kImplied where factors imply it
  RankCorrelation law;                 ///< of the scenario's copula

  static constexpr std::size_t kImplied = static_cast<std::size_t>(-1);
};

/// The normals of inputs i and j have the Pearson correlation of their explicit pair, else sum over factors f of l_if l_jf, l being the
/// loadings: each normal is sum_f l_if F_f + sqrt(1 - sum_f l_if^2) e_i, all F and e independent standard normals.
/// Pairs as the loader left them; one without a number is left out.
CorrelationPairs correlation_pairs(const config::Scenario& scenario);

/// The pairs whose inputs are both among `members`, and all the others; of the same names.
CorrelationPairs pairs_among(const CorrelationPairs& pairs, const std::vector<std::size_t>& members);
CorrelationPairs pairs_not_among(const CorrelationPairs& pairs, const std::vector<std::size_t>& members);

/// As a scenario writes it: Spearman's rank correlation of a Pearson correlation under its copula, and back.
double to_written(double pearson, bool rank, const RankCorrelation& law);
double to_pearson(double written, bool rank, const RankCorrelation& law);

/// The names behind the draws that only the copula needs: under the Student-t copula `copula.NAME` for each group of correlated inputs,
/// NAME being its first member by name; none under the Gaussian.
std::vector<std::string> copula_draws(const config::Scenario& scenario);
std::string copula_draw(const std::string& first_member);

}  // namespace cellcast::sim
