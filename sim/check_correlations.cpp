#include "sim/check_correlations.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>

#include "sim/random/copula.hpp"
#include "sim/random/correlation_matrix.hpp"

namespace cellcast::sim {
namespace {

/// The correlations of a scenario with the inputs they name numbered.
struct Pairs {
  std::vector<std::string> names;
  std::vector<PairCorrelation> pairs;  ///< [pair]
  std::vector<std::size_t> origin;     ///< [pair], index into Scenario::correlations
};

Pairs collect(const std::vector<config::Correlation>& correlations) {
  Pairs result;
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

std::vector<PairCorrelation> pairs_among(const Clash& clash, std::span<const PairCorrelation> pairs) {
  const auto is_member = [&](std::size_t input) { return std::count(clash.members.begin(), clash.members.end(), input) > 0; };
  std::vector<PairCorrelation> result;
  for (const PairCorrelation& pair : pairs) {
    if (is_member(pair.first) && is_member(pair.second)) result.push_back(pair);
  }
  return result;
}

/// The pairs of all inputs that are tied to a clash.
std::vector<PairCorrelation> pairs_of_group(const Clash& clash, const Pairs& pairs) {
  Clash group = clash;
  for (auto& component : connected_components(pairs.names, pairs.pairs)) {
    if (std::count(component.begin(), component.end(), clash.members[0]) > 0) group.members = std::move(component);
  }
  return pairs_among(group, pairs.pairs);
}

/// As the user writes it: Spearman's rank correlation of a Pearson correlation (Pearson 1907), and back.
double to_written(double pearson, bool rank) { return rank ? 6 / std::numbers::pi * std::asin(pearson / 2) : pearson; }
double to_pearson(double written, bool rank) { return rank ? 2 * std::sin(std::numbers::pi / 6 * written) : written; }

/// The nearest valid value with as few digits as suffice, four at least; rounded to the side that is valid.
std::string nearest_written(const Clash& clash, const Pairs& pairs, const config::Correlation& correlation) {
  std::vector<PairCorrelation> among = clash.mends_group ? pairs_of_group(clash, pairs) : pairs_among(clash, pairs.pairs);
  const PairCorrelation& given = pairs.pairs[clash.pair];
  const auto changed = std::find_if(among.begin(), among.end(),
                                    [&](const PairCorrelation& p) { return p.first == given.first && p.second == given.second; });
  const double nearest = to_written(clash.nearest, correlation.rank);
  const bool too_high = given.pearson > clash.nearest;
  char written[40] = "";
  for (int digits = 4; digits <= 9; ++digits) {
    const double unit = std::pow(10.0, digits);
    const double rounded = (too_high ? std::floor(nearest * unit) : std::ceil(nearest * unit)) / unit;
    std::snprintf(written, sizeof written, "%.*f", digits, rounded);
    changed->pearson = to_pearson(rounded, correlation.rank);
    if (!find_clash(pairs.names, among)) break;
  }
  return written;
}

std::string listed_names(const Clash& clash, const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < clash.members.size(); ++i) {
    if (i > 0) text += i + 1 == clash.members.size() ? " and " : ", ";
    text += "`" + names[clash.members[i]] + "`";
  }
  return text;
}

config::Diagnostic describe(const Clash& clash, const Pairs& pairs, const config::Correlation& correlation) {
  char eigenvalue[80];
  std::snprintf(eigenvalue, sizeof eigenvalue, "; its smallest eigenvalue is %.3g", clash.smallest_eigenvalue);
  return {correlation.place, "the correlations of " + listed_names(clash, pairs.names) + " contradict each other",
          std::string("their matrix is not positive definite, pairs not given counting as 0") + eigenvalue,
          std::string("the nearest valid value here is ") + (correlation.rank ? "rank = " : "pearson = ") +
              nearest_written(clash, pairs, correlation)};
}

/// Removes the pairs among the members of a clash, to see what else clashes.
void remove_pairs(const Clash& clash, Pairs& pairs) {
  Pairs rest;
  const auto is_member = [&](std::size_t input) { return std::count(clash.members.begin(), clash.members.end(), input) > 0; };
  for (std::size_t p = 0; p < pairs.pairs.size(); ++p) {
    if (is_member(pairs.pairs[p].first) && is_member(pairs.pairs[p].second)) continue;
    rest.pairs.push_back(pairs.pairs[p]);
    rest.origin.push_back(pairs.origin[p]);
  }
  pairs.pairs = std::move(rest.pairs);
  pairs.origin = std::move(rest.origin);
}

}  // namespace

void check_correlations(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  constexpr int kMost = 10;  // clashes to report: what a person mends in one go
  Pairs pairs = collect(scenario.correlations);
  for (int i = 0; i < kMost; ++i) {
    const auto clash = find_clash(pairs.names, pairs.pairs);
    if (!clash) return;
    out.push_back(describe(*clash, pairs, scenario.correlations[pairs.origin[clash->pair]]));
    remove_pairs(*clash, pairs);
  }
}

}  // namespace cellcast::sim
