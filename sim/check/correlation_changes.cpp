#include "sim/check/correlation_changes.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/random/correlation/correlation_matrix.hpp"
#include "sim/random/correlation/nearest_correlation.hpp"

namespace cellcast::sim {
namespace {

/// A millionth. Six digits are off by half of it at most, which is 0.6 of it as a Pearson correlation (as a function of the rank
/// correlation it has slopes up to pi / 3, under Student-t copulas up to 1.187, with one degree of freedom at 0), and so move the
/// eigenvalues of a matrix of n inputs by less than 0.6 n of it (Weyl). A nearest matrix with no eigenvalue below n of it stays positive
/// definite whatever is rounded. And machines whose eigenvalues differ in the last bits find the same digits.
constexpr double kUnit = 1e-6;
constexpr double kUnitsPerOne = 1e6;

double rounded(double x) { return std::round(x * kUnitsPerOne) / kUnitsPerOne + 0.0; }  // the sum makes -0 a 0

/// The pairs of a scenario, to be looked up by their inputs.
class PairTable {
 public:
  PairTable(const CorrelationPairs& pairs, const std::vector<config::Correlation>& correlations)
      : pairs_(pairs), correlations_(correlations) {
    for (std::size_t p = 0; p < pairs.pairs.size(); ++p) indices_[std::minmax(pairs.pairs[p].first, pairs.pairs[p].second)] = p;
  }

  /// The pair as it stands, with its inputs in the order of the scenario.
  CorrelationChange unchanged(std::size_t a, std::size_t b) const {
    const auto index = indices_.find(std::minmax(a, b));
    if (index == indices_.end()) return {a, b, true, 0, 0, {}};
    const PairCorrelation& pair = pairs_.pairs[index->second];
    const std::size_t origin = pairs_.origin[index->second];
    const double implied = pairs_.ranks[index->second];
    if (origin == CorrelationPairs::kImplied) return {pair.first, pair.second, true, implied, implied, {}};
    const double value = correlations_[origin].rank_or_pearson;
    return {pair.first, pair.second, correlations_[origin].rank, value, value, origin};
  }

 private:
  const CorrelationPairs& pairs_;
  const std::vector<config::Correlation>& correlations_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> indices_;
};

/// How far a change moves a rank correlation, in units of the last digit: differences in rounding shall not decide on the order.
double size(const CorrelationChange& change, const RankCorrelation& law) {
  const auto as_rank = [&](double written) { return change.rank ? written : law.rank(written); };
  return std::round(std::fabs(as_rank(change.nearest) - as_rank(change.given)) * kUnitsPerOne);
}

}  // namespace

std::vector<CorrelationChange> nearest_changes(const std::vector<std::size_t>& group, const CorrelationPairs& pairs,
                                               const std::vector<config::Correlation>& correlations) {
  const SquareMatrix given = correlation_matrix(group, pairs.pairs);
  if (is_positive_definite(given)) return {};
  const SquareMatrix nearest = nearest_correlation(given, kUnit * static_cast<double>(group.size()));
  const PairTable table(pairs, correlations);
  std::vector<CorrelationChange> changes;
  for (std::size_t i = 0; i < group.size(); ++i) {
    for (std::size_t j = i + 1; j < group.size(); ++j) {
      CorrelationChange change = table.unchanged(group[i], group[j]);
      const double exact = to_written(nearest(i, j), change.rank, pairs.law);
      if (std::fabs(exact - change.given) < kUnit / 2) continue;
      change.nearest = rounded(exact);
      if (change.nearest == change.given) continue;
      if (!change.origin) change.given = rounded(change.given);  // what factors imply has many digits
      changes.push_back(change);
    }
  }
  std::stable_sort(changes.begin(), changes.end(), [&](const auto& a, const auto& b) { return size(a, pairs.law) > size(b, pairs.law); });
  return changes;
}

std::string listed(const std::vector<CorrelationChange>& changes, const std::vector<std::string>& names) {
  constexpr std::size_t kShown = 6;
  const std::size_t shown = changes.size() == kShown + 1 ? changes.size() : std::min(changes.size(), kShown);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const CorrelationChange& change = changes[i];
    const bool is_last = i + 1 == changes.size();
    if (i > 0) text += is_last ? " and " : ", ";
    if (i == 0 || change.rank != changes[i - 1].rank) text += change.rank ? "rank of " : "pearson of ";
    text += "`" + names[change.first] + "` ~ `" + names[change.second] + "` from " + config::text(change.given) + " to " +
            config::text(change.nearest);
  }
  if (shown < changes.size()) text += " and " + std::to_string(changes.size() - shown) + " more";
  return text;
}

void apply(const std::vector<CorrelationChange>& changes, const std::vector<std::string>& names, const config::Place& place,
           std::vector<config::Correlation>& correlations) {
  for (const CorrelationChange& change : changes) {
    if (change.origin) {
      correlations[*change.origin].rank_or_pearson = change.nearest;
      correlations[*change.origin].given = change.given;
    } else {
      correlations.push_back({names[change.first], names[change.second], change.nearest, true, place, change.given});
    }
  }
}

}  // namespace cellcast::sim
