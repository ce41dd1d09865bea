#include "sim/random/correlation/clash_search.hpp"

#include <algorithm>
#include <utility>

namespace cellcast::sim {
namespace {

constexpr double kCostOfStep = 20;  // what a step takes besides its multiplications

/// What it takes to add a member to a factor of so many.
double cost_of_push(std::size_t members) {
  const auto n = static_cast<double>(members);
  return n * n / 2 + kCostOfStep;
}

/// What it takes to add so many to so many members, about.
double cost_of_all(std::size_t members, std::size_t added) {
  const auto before = static_cast<double>(members), after = before + static_cast<double>(added);
  return (after * after * after - before * before * before) / 6 + kCostOfStep * static_cast<double>(added);
}

/// What it takes to add at most `size` of `candidates` in every way to so many members.
double cost_of_subtree(std::size_t members, std::size_t candidates, std::size_t size, double enough) {
  double ways = 1, total = 0;
  for (std::size_t k = 0; k < size && k < candidates && total < enough; ++k) {
    ways *= static_cast<double>(candidates - k) / static_cast<double>(k + 1);
    total += ways * cost_of_push(members + k);
  }
  return total;
}

bool is_definite(const SquareMatrix& matrix, const std::vector<std::size_t>& members) {
  GrowingFactor factor(matrix);
  return std::ranges::all_of(members, [&](std::size_t member) { return factor.push(member); });
}

}  // namespace

SquareMatrix part(const SquareMatrix& matrix, const std::vector<std::size_t>& members) {
  SquareMatrix result(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    for (std::size_t j = 0; j < members.size(); ++j) result(i, j) = matrix(members[i], members[j]);
  }
  return result;
}

// The member at which a growing set first clashes is needed, given those before it; so it goes to the front, and those after it go. What
// is at the front at last are needed all.
std::vector<std::size_t> irreducible_part(const SquareMatrix& matrix, std::vector<std::size_t> members) {
  constexpr std::size_t kMostTried = 150;  // one by one, where rounding may have decided: the cost grows with the fourth power
  const std::vector<std::size_t> order = members;
  bool is_sure = true;
  for (std::size_t needed = 0; needed < members.size(); ++needed) {
    GrowingFactor factor(matrix);
    std::size_t next = 0;
    while (next < members.size() && factor.push(members[next])) ++next;
    is_sure = next < members.size();
    if (!is_sure) break;  // rounding: they clash in another order
    members.resize(next + 1);
    if (next < needed) break;
    std::rotate(members.begin(), members.begin() + static_cast<std::ptrdiff_t>(next), members.end());
  }
  std::ranges::sort(members, {}, [&](std::size_t member) { return std::ranges::find(order, member) - order.begin(); });
  for (std::size_t i = is_sure && members.size() > kMostTried ? 0 : members.size(); i-- > 0;) {
    std::vector<std::size_t> fewer = members;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (!is_definite(matrix, fewer)) members = std::move(fewer);
  }
  return members;
}

ClashSearch::ClashSearch(SquareMatrix correlations, std::vector<char> given, std::vector<char> blocked)
    : matrix_(std::move(correlations)),
      given_(std::move(given)),
      blocked_(std::move(blocked)),
      factor_(matrix_),
      is_covered_(matrix_.size) {}

void ClashSearch::find(std::size_t enough, SearchBudget budget) {
  enough_ = enough;
  budget_ = budget;
  for (std::size_t size = 2; size <= matrix_.size; ++size) {
    was_cut_ = false;
    if (extend(0, size) == Outcome::stopped) break;
    if (!was_cut_) {
      is_complete_ = true;
      return;
    }
  }
  budget_ = budget;
  while (!has_enough() && find_by_leaving_out()) {
  }
  is_complete_ = has_enough();
}

/// Adds to the members of the factor, which are consistent, up to `size` more from `next` on.
ClashSearch::Outcome ClashSearch::extend(std::size_t next, std::size_t size) {
  for (std::size_t i = next; i < matrix_.size; ++i) {
    if (!may_clash(i, size)) return Outcome::done;
    if (!fits(i)) continue;
    if (!budget_.spend(cost_of_push(factor_.members().size()))) return Outcome::stopped;
    if (!factor_.push(i)) {
      std::vector<std::size_t> members = factor_.members();
      members.push_back(i);
      add(std::move(members));
      if (has_enough()) return Outcome::stopped;
      if (has_blocked_pair()) return Outcome::done;
      continue;
    }
    const std::size_t found = sets_.size();
    Outcome outcome = Outcome::done;
    if (size > 1)
      outcome = extend(i + 1, size - 1);
    else
      was_cut_ = true;
    factor_.pop();
    if (outcome == Outcome::stopped) return outcome;
    if (sets_.size() > found && has_blocked_pair()) return Outcome::done;
  }
  return Outcome::done;
}

bool ClashSearch::fits(std::size_t input) const {
  return std::ranges::none_of(factor_.members(), [&](std::size_t member) { return is_blocked(member, input); });
}

/// Whether a set found since blocks a pair of the members.
bool ClashSearch::has_blocked_pair() const {
  const std::vector<std::size_t>& members = factor_.members();
  return std::ranges::any_of(members,
                             [&](std::size_t a) { return std::ranges::any_of(members, [&](std::size_t b) { return is_blocked(a, b); }); });
}

/// Whether the members and some of what may still come can clash: not, if all that may come is consistent with them. Tried only where
/// trying is less work than to go through the sets.
bool ClashSearch::may_clash(std::size_t next, std::size_t size) {
  const std::size_t before = factor_.members().size(), candidates = matrix_.size - next;
  const double work = cost_of_all(before, candidates);
  if (cost_of_subtree(before, candidates, size, work) < work) return true;
  bool is_consistent = true;
  for (std::size_t i = next; i < matrix_.size && is_consistent; ++i) {
    if (std::any_of(factor_.members().begin(), factor_.members().begin() + static_cast<std::ptrdiff_t>(before),
                    [&](std::size_t member) { return is_blocked(member, i); }))
      continue;
    budget_.spend(cost_of_push(factor_.members().size()));
    is_consistent = factor_.push(i);
  }
  while (factor_.members().size() > before) factor_.pop();
  return !is_consistent;
}

void ClashSearch::add(std::vector<std::size_t> members) {
  for (const std::size_t a : members) {
    covered_ += is_covered_[a] ? 0 : 1;
    is_covered_[a] = 1;
    for (const std::size_t b : members) {
      if (given_[a * matrix_.size + b]) blocked_[a * matrix_.size + b] = 1;
    }
  }
  sets_.push_back(std::move(members));
}

/// One more set: from each input on, those that no pair forbids are put together until they clash.
bool ClashSearch::find_by_leaving_out() {
  const std::size_t n = matrix_.size;
  for (std::size_t start = 0; start < n; ++start) {
    GrowingFactor factor(matrix_);
    std::vector<std::size_t> members;
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t i = (start + k) % n;
      if (std::ranges::any_of(members, [&](std::size_t member) { return is_blocked(member, i); })) continue;
      if (!budget_.spend(cost_of_push(members.size()))) return false;
      members.push_back(i);
      if (factor.push(i)) continue;
      add(irreducible_part(matrix_, members));
      std::ranges::sort(sets_.back());
      return true;
    }
  }
  return false;
}

}  // namespace cellcast::sim
