#include "sim/check/correlations.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>

#include "sim/check/correlation_changes.hpp"
#include "sim/check/unread_pairs.hpp"
#include "sim/plan/correlation_pairs.hpp"
#include "sim/random/correlation/clash.hpp"
#include "sim/random/correlation/correlation_matrix.hpp"

namespace cellcast::sim {
namespace {

constexpr std::size_t kMostTied = 300;  // inputs: their matrix is factored within a second and 64 MB

/// All inputs that are tied to a clash.
std::vector<std::size_t> group_of(const std::vector<std::size_t>& members, const CorrelationPairs& pairs) {
  for (auto& component : connected_components(pairs.names, pairs.pairs)) {
    if (std::count(component.begin(), component.end(), members[0]) > 0) return component;
  }
  return members;
}

/// The nearest valid value with as few digits as suffice, four at least, rounded to the side that is valid; empty where no digits do.
std::string nearest_written(const Clash& clash, const std::vector<std::size_t>& group, const CorrelationPairs& pairs, bool rank) {
  const std::vector<std::size_t>& mended = clash.mends_group ? group : clash.members;
  const PairCorrelation& given = pairs.pairs[clash.pair];
  SquareMatrix matrix = correlation_matrix(mended, pairs.pairs);
  const auto row = [&](std::size_t input) { return static_cast<std::size_t>(std::ranges::find(mended, input) - mended.begin()); };
  const std::size_t i = row(given.first), j = row(given.second);
  const double nearest = to_written(*clash.nearest, rank, pairs.law);
  const bool too_high = given.pearson > *clash.nearest;
  for (int digits = 4; digits <= 15; ++digits) {
    const double unit = std::pow(10.0, digits);
    const double rounded = (too_high ? std::floor(nearest * unit) : std::ceil(nearest * unit)) / unit;
    char written[40] = "";
    std::snprintf(written, sizeof written, "%.*f", digits, rounded);
    matrix(i, j) = matrix(j, i) = to_pearson(std::strtod(written, nullptr), rank, pairs.law);
    if (std::fabs(matrix(i, j)) < 1 && is_positive_definite(matrix)) return written;
  }
  return "";
}

std::string listed_names(const Clash& clash, const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < clash.members.size(); ++i) {
    if (i > 0) text += i + 1 == clash.members.size() ? " and " : ", ";
    text += "`" + names[clash.members[i]] + "`";
  }
  return text;
}

/// An eigenvalue of correlations, which are given with some digits, within rounding.
std::string eigenvalue_text(double value) {
  constexpr double kZero = 1e-12;
  char text[40];
  std::snprintf(text, sizeof text, "%.3g", std::fabs(value) < kZero ? 0 : value);
  return text;
}

config::Diagnostic describe(const Clash& clash, const std::vector<std::string>& names, const config::Place& place) {
  return {place, "the correlations of " + listed_names(clash, names) + " contradict each other",
          "their matrix is not positive definite, pairs not given counting as 0; its smallest eigenvalue is " +
              eigenvalue_text(clash.smallest_eigenvalue),
          ""};
}

const config::Correlation& pair_to_change(const Clash& clash, const CorrelationPairs& pairs, const config::Scenario& scenario) {
  return scenario.correlations[pairs.origin[clash.pair]];
}

/// The one value that mends everything tied to the set, or else the set.
std::string one_change(const Clash& clash, const std::vector<std::size_t>& group, const CorrelationPairs& pairs, bool rank) {
  const std::string value = clash.nearest ? nearest_written(clash, group, pairs, rank) : "";
  if (value.empty()) return "change more than one of them";
  const std::string what = clash.mends_group ? "the nearest valid value here is " : "the nearest value here that is valid among these is ";
  return what + (rank ? "rank = " : "pearson = ") + value;
}

/// What a repair would change in a group.
std::string all_changes(const std::vector<std::size_t>& group, const CorrelationPairs& pairs, const config::Scenario& scenario) {
  constexpr std::size_t kLargestGroup = 200;  // a third of a second; beyond, an error shall not wait for it
  if (group.size() > kLargestGroup) return "";
  return "; the nearest valid matrix changes " + listed(nearest_changes(group, pairs, scenario.correlations), pairs.names);
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

namespace {

/// Says what is wrong with the sets that clash, each with its remedy; the first of a group also what a repair would change in it.
class ClashReport {
 public:
  ClashReport(const config::Scenario& scenario, const CorrelationPairs& pairs)
      : scenario_(scenario), pairs_(pairs), unread_(scenario, pairs) {}

  void add(const std::vector<std::size_t>& members, std::vector<config::Diagnostic>& out) {
    const std::vector<std::size_t> group = group_of(members, pairs_);
    const bool is_known = !unread_.touch(group);
    const Clash clash = describe_clash(members, is_known ? group : std::vector<std::size_t>{}, pairs_.pairs);
    const config::Correlation& correlation = pair_to_change(clash, pairs_, scenario_);
    config::Diagnostic& error = out.emplace_back(describe(clash, pairs_.names, correlation.place));
    error.suggestion = one_change(clash, group, pairs_, correlation.rank);
    if (is_known && repaired_.insert(group).second) {
      error.suggestion += all_changes(group, pairs_, scenario_);
      error.remedy = {base::Remedy::Kind::repair_correlations};
    }
  }

  void add_rest(const ClashingSets& found, std::vector<config::Diagnostic>& out) const {
    const std::string count = std::to_string(found.more_inputs);
    const std::string inputs = found.more_inputs == 0   ? "more correlations of these inputs clash"
                               : found.more_inputs == 1 ? "1 more input has correlations that clash"
                                                        : count + " more inputs have correlations that clash";
    out.push_back({out.back().place, (found.is_complete ? "" : "at least ") + inputs,
                   "they are in further sets, none of which shares a pair with another or with the " + std::to_string(found.sets.size()) +
                       " that are told",
                   "mend those first"});
  }

  IsUnknown unknown() const {
    return [this](std::size_t a, std::size_t b) { return unread_(a, b); };
  }

 private:
  const config::Scenario& scenario_;
  const CorrelationPairs& pairs_;
  UnreadPairs unread_;
  std::set<std::vector<std::size_t>> repaired_;  // groups whose repair has been shown
};

/// Gives errors of sets one place: the smallest set first, those of a size as they stand in the file.
void keep_smallest_first(const ClashingSets& found, std::vector<config::Diagnostic>& errors) {
  const auto place = [](const config::Diagnostic& e) { return std::tuple(e.place.source, e.place.line, e.place.column); };
  const auto end = errors.begin() + static_cast<std::ptrdiff_t>(found.sets.size());
  if (errors.begin() == end) return;
  const config::Place first =
      std::min_element(errors.begin(), end, [&](const auto& a, const auto& b) { return place(a) < place(b); })->place;
  for (std::size_t from = 0, to = 0; from < found.sets.size(); from = to) {
    while (to < found.sets.size() && found.sets[to].size() == found.sets[from].size()) ++to;
    std::ranges::stable_sort(std::span(errors).subspan(from, to - from), {}, place);
  }
  for (config::Diagnostic& error : errors) error.sorted_at = first;
}

}  // namespace

void check_correlations(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  constexpr std::size_t kMost = 10;  // sets to report: what a person mends in one go
  const CorrelationPairs pairs = correlation_pairs(scenario);
  if (const auto place = excess_of_ties(scenario, pairs)) {
    out.push_back({*place, "too many inputs are tied together by correlations", "at most " + std::to_string(kMostTied),
                   "let inputs share a draw, as in `{ var = \"x\" }`"});
    return;
  }
  ClashReport report(scenario, pairs);
  const ClashingSets found = clashing_sets(pairs.names, pairs.pairs, kMost, report.unknown());
  std::vector<config::Diagnostic> errors;
  for (const std::vector<std::size_t>& members : found.sets) report.add(members, errors);
  if (found.has_more) report.add_rest(found, errors);
  keep_smallest_first(found, errors);
  std::ranges::move(errors, std::back_inserter(out));
}

void repair_correlations(config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  const CorrelationPairs pairs = correlation_pairs(scenario);
  if (excess_of_ties(scenario, pairs)) return;  // which check_correlations reports
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
