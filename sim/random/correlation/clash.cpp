#include "sim/random/correlation/clash.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "sim/math/eigen_symmetric.hpp"
#include "sim/random/correlation/clash_search.hpp"
#include "sim/random/correlation/correlation_matrix.hpp"

namespace cellcast::sim {
namespace {

constexpr double kMostSearch = 3e8;  // multiplications in the search for sets: about a third of a second

constexpr std::size_t kLargestGroup = 100;  // for which a change that mends all of it is looked for

using Members = std::vector<std::size_t>;

/// What is known of the pairs of a component, in the order of its members.
ClashSearch search_of(const Members& component, std::span<const PairCorrelation> pairs, const IsUnknown& is_unknown) {
  const std::size_t n = component.size();
  std::map<std::size_t, std::size_t> rows;
  for (std::size_t i = 0; i < n; ++i) rows[component[i]] = i;
  std::vector<char> given(n * n), blocked(n * n);
  for (const PairCorrelation& pair : pairs) {
    const auto i = rows.find(pair.first), j = rows.find(pair.second);
    if (i == rows.end() || j == rows.end()) continue;
    given[i->second * n + j->second] = given[j->second * n + i->second] = 1;
  }
  for (std::size_t i = 0; i < n && is_unknown; ++i) {
    for (std::size_t j = 0; j < i; ++j) blocked[i * n + j] = blocked[j * n + i] = is_unknown(component[i], component[j]) ? 1 : 0;
  }
  return {correlation_matrix(component, pairs), std::move(given), std::move(blocked)};
}

/// The values of entry (i, j) that make the matrix positive definite, all others held: an open interval around what the others imply,
/// centre = R_iK R_KK^-1 R_Kj, half width^2 = the product of both variances given the others K. None where the others clash already.
struct Allowed {
  double centre, half_width;
};
std::optional<Allowed> allowed_values(const SquareMatrix& matrix, std::size_t i, std::size_t j) {
  const auto n = static_cast<Eigen::Index>(matrix.size);
  std::vector<Eigen::Index> others;
  for (Eigen::Index k = 0; k < n; ++k) {
    if (k != static_cast<Eigen::Index>(i) && k != static_cast<Eigen::Index>(j)) others.push_back(k);
  }
  if (others.empty()) return Allowed{0, 1};
  const Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> r(matrix.values.data(), n, n);
  const Eigen::VectorXd a = r(others, static_cast<Eigen::Index>(i));
  const Eigen::VectorXd b = r(others, static_cast<Eigen::Index>(j));
  const Eigen::LLT<Eigen::MatrixXd> llt(r(others, others));
  if (llt.info() != Eigen::Success) return std::nullopt;
  const Eigen::VectorXd solved = llt.solve(b);
  const double variance_a = 1 - a.dot(llt.solve(a));
  const double variance_b = 1 - b.dot(solved);
  if (!(variance_a > 0 && variance_b > 0)) return std::nullopt;
  return Allowed{a.dot(solved), std::sqrt(variance_a * variance_b)};
}

double smallest_eigenvalue(const SquareMatrix& matrix) {
  return math::symmetric_eigen(matrix.values, matrix.size).values.front();
}

struct Change {
  std::size_t pair;
  double nearest, size;
};

/// The value of entry (i, j) nearest to `given` that makes the matrix positive definite, all others held.
std::optional<double> nearest_valid(SquareMatrix matrix, std::size_t i, std::size_t j, double given) {
  const auto allowed = allowed_values(matrix, i, j);
  if (!allowed) return std::nullopt;
  // The end itself is not positive definite; of a matrix that is nearly singular all but the centre may count as not.
  for (const double inside : {1e-6, 1e-4, 1e-2, 0.5, 1.0}) {
    const double reach = allowed->half_width * (1 - inside);
    const double nearest = std::clamp(given, allowed->centre - reach, allowed->centre + reach);
    matrix(i, j) = matrix(j, i) = nearest;
    if (is_positive_definite(matrix)) return nearest;
  }
  return std::nullopt;
}

/// The smallest change of one pair among `clashing` that makes the matrix of `members` positive definite, if there is one.
std::optional<Change> smallest_change(std::span<const PairCorrelation> pairs, const Members& clashing, const Members& members) {
  constexpr double kTie = 1e-9;  // of two changes as large, the first pair's: rounding shall not choose
  const SquareMatrix matrix = correlation_matrix(members, pairs);
  const auto contains = [&](std::size_t input) { return std::ranges::find(clashing, input) != clashing.end(); };
  const auto row = [&](std::size_t input) { return static_cast<std::size_t>(std::ranges::find(members, input) - members.begin()); };
  std::optional<Change> best;
  const double work = std::pow(static_cast<double>(members.size()), 3);
  double left = kMostSearch;
  for (std::size_t p = 0; p < pairs.size() && left > 0; ++p) {
    if (pairs[p].is_fixed || !contains(pairs[p].first) || !contains(pairs[p].second)) continue;
    left -= work;
    const auto nearest = nearest_valid(matrix, row(pairs[p].first), row(pairs[p].second), pairs[p].pearson);
    if (!nearest) continue;
    const double size = std::fabs(*nearest - pairs[p].pearson);
    if (!best || size < best->size - kTie) best = Change{p, *nearest, size};
  }
  return best;
}

std::size_t first_free_pair(std::span<const PairCorrelation> pairs, const Members& members) {
  const auto contains = [&](std::size_t input) { return std::ranges::find(members, input) != members.end(); };
  const auto is_free = [&](const PairCorrelation& pair) { return !pair.is_fixed && contains(pair.first) && contains(pair.second); };
  return static_cast<std::size_t>(std::ranges::find_if(pairs, is_free) - pairs.begin());
}

}  // namespace

ClashingSets clashing_sets(std::span<const std::string> names, std::span<const PairCorrelation> pairs, std::size_t most,
                           const IsUnknown& is_unknown) {
  std::vector<Members> clashing;
  for (Members& component : connected_components(names, pairs)) {
    if (!is_positive_definite(correlation_matrix(component, pairs))) clashing.push_back(std::move(component));
  }
  ClashingSets result;
  for (const Members& component : clashing) {
    ClashSearch search = search_of(component, pairs, is_unknown);
    search.find(most, {kMostSearch / static_cast<double>(clashing.size())});
    result.is_complete &= search.is_complete();
    for (const Members& set : search.sets()) {
      Members& members = result.sets.emplace_back();
      for (const std::size_t i : set) members.push_back(component[i]);
    }
  }
  std::ranges::stable_sort(result.sets, [&](const Members& a, const Members& b) {
    if (a.size() != b.size()) return a.size() < b.size();
    return std::ranges::lexicographical_compare(
        a, b, {}, [&](std::size_t i) { return names[i]; }, [&](std::size_t i) { return names[i]; });
  });
  if (result.sets.size() <= most) return result;
  result.has_more = true;
  std::set<std::size_t> told, more;
  for (std::size_t k = 0; k < result.sets.size(); ++k) (k < most ? told : more).insert(result.sets[k].begin(), result.sets[k].end());
  result.more_inputs = static_cast<std::size_t>(std::ranges::count_if(more, [&](std::size_t input) { return !told.contains(input); }));
  result.sets.resize(most);
  return result;
}

Clash describe_clash(const Members& members, const Members& group, std::span<const PairCorrelation> pairs) {
  Clash clash{members, smallest_eigenvalue(correlation_matrix(members, pairs)), first_free_pair(pairs, members), {}, false};
  // Best a change that sets the whole group right; where there is more than one clash, none may.
  auto change = !group.empty() && group.size() <= kLargestGroup ? smallest_change(pairs, members, group) : std::nullopt;
  clash.mends_group = change.has_value();
  if (!change) change = smallest_change(pairs, members, members);
  if (!change) return clash;
  clash.pair = change->pair;
  clash.nearest = change->nearest;
  return clash;
}

std::optional<Clash> find_clash(std::span<const std::string> names, std::span<const PairCorrelation> pairs) {
  const ClashingSets found = clashing_sets(names, pairs, 1);
  if (found.sets.empty()) return std::nullopt;
  const Members& members = found.sets.front();
  for (const Members& component : connected_components(names, pairs)) {
    if (std::ranges::find(component, members.front()) != component.end()) return describe_clash(members, component, pairs);
  }
  return std::nullopt;
}

}  // namespace cellcast::sim
