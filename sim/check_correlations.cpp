#include "sim/check_correlations.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>

#include "sim/correlation_changes.hpp"
#include "sim/correlation_pairs.hpp"
#include "sim/random/copula.hpp"
#include "sim/random/correlation_matrix.hpp"

namespace cellcast::sim {
namespace {

constexpr std::size_t kMostTied = 300;  // inputs: their matrix is factored within a second and 64 MB

/// All inputs that are tied to a clash.
std::vector<std::size_t> group_of(const Clash& clash, const CorrelationPairs& pairs) {
  for (auto& component : connected_components(pairs.names, pairs.pairs)) {
    if (std::count(component.begin(), component.end(), clash.members[0]) > 0) return component;
  }
  return clash.members;
}

/// The nearest valid value with as few digits as suffice, four at least; rounded to the side that is valid.
std::string nearest_written(const Clash& clash, const CorrelationPairs& pairs, const config::Correlation& correlation) {
  std::vector<PairCorrelation> among = pairs_among(pairs, clash.mends_group ? group_of(clash, pairs) : clash.members).pairs;
  const PairCorrelation& given = pairs.pairs[clash.pair];
  const auto changed = std::find_if(among.begin(), among.end(),
                                    [&](const PairCorrelation& p) { return p.first == given.first && p.second == given.second; });
  const double nearest = to_written(clash.nearest, correlation.rank, pairs.law);
  const bool too_high = given.pearson > clash.nearest;
  char written[40] = "";
  for (int digits = 4; digits <= 9; ++digits) {
    const double unit = std::pow(10.0, digits);
    const double rounded = (too_high ? std::floor(nearest * unit) : std::ceil(nearest * unit)) / unit;
    std::snprintf(written, sizeof written, "%.*f", digits, rounded);
    changed->pearson = to_pearson(rounded, correlation.rank, pairs.law);
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

config::Diagnostic describe(const Clash& clash, const std::vector<std::string>& names, const config::Place& place) {
  char eigenvalue[80];
  std::snprintf(eigenvalue, sizeof eigenvalue, "; its smallest eigenvalue is %.3g", clash.smallest_eigenvalue);
  return {place, "the correlations of " + listed_names(clash, names) + " contradict each other",
          std::string("their matrix is not positive definite, pairs not given counting as 0") + eigenvalue, ""};
}

const config::Correlation& pair_to_change(const Clash& clash, const CorrelationPairs& pairs, const config::Scenario& scenario) {
  return scenario.correlations[pairs.origin[clash.pair]];
}

std::string one_change(const Clash& clash, const CorrelationPairs& pairs, const config::Correlation& correlation) {
  return std::string("the nearest valid value here is ") + (correlation.rank ? "rank = " : "pearson = ") +
         nearest_written(clash, pairs, correlation);
}

/// What --repair-correlations would change in a group.
std::string all_changes(const std::vector<std::size_t>& group, const CorrelationPairs& pairs, const config::Scenario& scenario) {
  constexpr std::size_t kLargestGroup = 200;  // a third of a second; beyond, an error shall not wait for it
  std::string option = "; or run with `--repair-correlations`";
  if (group.size() > kLargestGroup) return option;
  return option + ": the nearest valid matrix changes " + listed(nearest_changes(group, pairs, scenario.correlations), pairs.names);
}

/// Removes the pairs among the members of a clash, to see what else clashes. Where factors tie its group all of that goes: a part of
/// what factors imply may clash by itself.
void remove_pairs(const Clash& clash, CorrelationPairs& pairs) {
  const std::vector<std::size_t> group = group_of(clash, pairs);
  const bool has_factors = std::ranges::any_of(pairs_among(pairs, group).pairs, &PairCorrelation::is_fixed);
  pairs = pairs_not_among(pairs, has_factors ? group : clash.members);
}

/// The first factor that ties two inputs together.
config::Place place_of_factor(const config::Scenario& scenario, const std::string& first, const std::string& second) {
  const auto loads = [](const config::Factor& factor, const std::string& input) {
    return std::ranges::any_of(factor.loads, [&](const config::Loading& loading) { return loading.input == input; });
  };
  const auto found = std::ranges::find_if(scenario.factors, [&](const config::Factor& f) { return loads(f, first) && loads(f, second); });
  return found != scenario.factors.end() ? found->place : config::Place{};
}

/// Where more inputs are tied together than may be: the pair or the factor that ties the first too many, as the scenario is read.
std::optional<config::Place> excess_of_ties(const config::Scenario& scenario, const CorrelationPairs& pairs) {
  for (const std::vector<std::size_t>& group : connected_components(pairs.names, pairs.pairs)) {
    if (group.size() <= kMostTied) continue;
    const CorrelationPairs among = pairs_among(pairs, group);
    std::set<std::size_t> inputs;
    for (std::size_t p = 0; p < among.pairs.size(); ++p) {
      const PairCorrelation& pair = among.pairs[p];
      inputs.insert({pair.first, pair.second});
      if (inputs.size() <= kMostTied) continue;
      if (among.origin[p] != CorrelationPairs::kImplied) return scenario.correlations[among.origin[p]].place;
      return place_of_factor(scenario, pairs.names[pair.first], pairs.names[pair.second]);
    }
  }
  return std::nullopt;
}

}  // namespace

void check_correlations(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  constexpr int kMost = 10;          // clashes to report: what a person mends in one go
  constexpr double kMostWork = 1e7;  // of large groups fewer: each takes the cube of its inputs, several times
  const CorrelationPairs all = correlation_pairs(scenario);
  if (const auto place = excess_of_ties(scenario, all)) {
    out.push_back({*place, "too many inputs are tied together by correlations", "at most " + std::to_string(kMostTied),
                   "let inputs share a draw, as in `{ var = \"x\" }`"});
    return;
  }
  std::set<std::vector<std::size_t>> repaired;  // groups whose repair has been told
  CorrelationPairs pairs = all;
  double work = 0;
  for (int i = 0; i < kMost && work < kMostWork; ++i) {
    const auto clash = find_clash(pairs.names, pairs.pairs);
    if (!clash) return;
    const config::Correlation& correlation = pair_to_change(*clash, pairs, scenario);
    config::Diagnostic& error = out.emplace_back(describe(*clash, pairs.names, correlation.place));
    error.suggestion = one_change(*clash, pairs, correlation);
    const std::vector<std::size_t> group = group_of(*clash, all);
    work += std::pow(static_cast<double>(group.size()), 3);
    if (repaired.insert(group).second) error.suggestion += all_changes(group, all, scenario);
    remove_pairs(*clash, pairs);
  }
}

void repair_correlations(config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  const CorrelationPairs pairs = correlation_pairs(scenario);
  if (excess_of_ties(scenario, pairs)) return;  // which check_correlations tells
  for (const std::vector<std::size_t>& group : connected_components(pairs.names, pairs.pairs)) {
    const std::vector<CorrelationChange> changes = nearest_changes(group, pairs, scenario.correlations);
    if (changes.empty()) continue;
    const CorrelationPairs among = pairs_among(pairs, group);
    const Clash clash = find_clash(among.names, among.pairs).value();
    config::Diagnostic& warning = out.emplace_back(describe(clash, pairs.names, pair_to_change(clash, among, scenario).place));
    warning.suggestion = "repaired: the nearest valid matrix changes " + listed(changes, pairs.names);
    warning.severity = config::Severity::warning;
    apply(changes, pairs.names, warning.place, scenario.correlations);
  }
}

}  // namespace cellcast::sim
