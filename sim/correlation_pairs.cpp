#include "sim/correlation_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace cellcast::sim {

CorrelationPairs correlation_pairs(const std::vector<config::Correlation>& correlations) {
  CorrelationPairs result;
  std::map<std::string, std::size_t> numbers;
  const auto number = [&](const std::string& name) {
    const auto [found, is_new] = numbers.try_emplace(name, result.names.size());
    if (is_new) result.names.push_back(name);
    return found->second;
  };
  for (std::size_t i = 0; i < correlations.size(); ++i) {
    const std::size_t first = number(correlations[i].first);
    const std::size_t second = number(correlations[i].second);
    const double pearson = correlations[i].pearson();
    if (first == second || !(std::fabs(pearson) < 1)) continue;
    result.pairs.push_back({first, second, pearson});
    result.origin.push_back(i);
  }
  return result;
}

CorrelationPairs pairs_among(const CorrelationPairs& pairs, const std::vector<std::size_t>& members) {
  std::vector<bool> is_member(pairs.names.size());
  for (const std::size_t input : members) is_member[input] = true;
  CorrelationPairs result{pairs.names, {}, {}};
  for (std::size_t p = 0; p < pairs.pairs.size(); ++p) {
    if (!is_member[pairs.pairs[p].first] || !is_member[pairs.pairs[p].second]) continue;
    result.pairs.push_back(pairs.pairs[p]);
    result.origin.push_back(pairs.origin[p]);
  }
  return result;
}

double to_written(double pearson, bool rank) { return rank ? 6 / std::numbers::pi * std::asin(pearson / 2) : pearson; }
double to_pearson(double written, bool rank) { return rank ? 2 * std::sin(std::numbers::pi / 6 * written) : written; }

}  // namespace cellcast::sim
