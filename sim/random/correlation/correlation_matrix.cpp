#include "sim/random/correlation/correlation_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace cellcast::sim {
namespace {

/// Union-find with path halving.
class Components {
 public:
  explicit Components(std::size_t n) : parents_(n) { std::iota(parents_.begin(), parents_.end(), std::size_t{0}); }

  std::size_t find(std::size_t i) {
    while (parents_[i] != i) i = parents_[i] = parents_[parents_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parents_[find(a)] = find(b); }

 private:
  std::vector<std::size_t> parents_;
};

}  // namespace

std::vector<std::vector<std::size_t>> connected_components(std::span<const std::string> names, std::span<const PairCorrelation> pairs) {
  Components components(names.size());
  std::vector<std::size_t> inputs;
  for (const PairCorrelation& pair : pairs) {
    components.join(pair.first, pair.second);
    inputs.insert(inputs.end(), {pair.first, pair.second});
  }
  std::sort(inputs.begin(), inputs.end(), [&](std::size_t a, std::size_t b) { return names[a] < names[b]; });
  inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());

  std::vector<std::vector<std::size_t>> result;
  std::map<std::size_t, std::size_t> slots;  // root to index in the result
  for (const std::size_t input : inputs) {
    const auto [slot, is_new] = slots.try_emplace(components.find(input), result.size());
    if (is_new) result.emplace_back();
    result[slot->second].push_back(input);
  }
  return result;
}

SquareMatrix correlation_matrix(std::span<const std::size_t> members, std::span<const PairCorrelation> pairs) {
  std::map<std::size_t, std::size_t> rows;
  SquareMatrix matrix(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    rows[members[i]] = i;
    matrix(i, i) = 1;
  }
  for (const PairCorrelation& pair : pairs) {
    const auto i = rows.find(pair.first);
    const auto j = rows.find(pair.second);
    if (i == rows.end() || j == rows.end()) continue;
    matrix(i->second, j->second) = matrix(j->second, i->second) = pair.pearson;
  }
  return matrix;
}

bool GrowingFactor::push(std::size_t member) {
  const std::size_t n = members_.size();
  double pivot = 1;
  for (std::size_t j = 0; j < n; ++j) {
    double sum = matrix_(member, members_[j]);
    for (std::size_t k = 0; k < j; ++k) sum -= rows_(n, k) * rows_(j, k);
    rows_(n, j) = sum / rows_(j, j);
    pivot -= rows_(n, j) * rows_(n, j);
  }
  if (!(pivot > kLeastPivot)) return false;
  rows_(n, n) = std::sqrt(pivot);
  members_.push_back(member);
  return true;
}

bool is_positive_definite(const SquareMatrix& matrix) {
  GrowingFactor factor(matrix);
  for (std::size_t i = 0; i < matrix.size; ++i) {
    if (!factor.push(i)) return false;
  }
  return true;
}

}  // namespace cellcast::sim
