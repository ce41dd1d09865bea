#include <algorithm>
#include <cmath>

#include "sim/model/accounts/groups.hpp"
#include "sim/model/accounts/norm.hpp"

namespace cellcast::sim {
namespace {

using enum VariableId;

/// Shares of the n largest firms, n along Axis::rank, and the Herfindahl index, where a group's share is state.weight.
struct Ranking {
  VariableId concentration, hhi;
  bool home_owned_only;

  bool has(const ProducerRows& group) const { return group.home_owned || !home_owned_only; }
};

// theta / sum of a_k k^-z: the share of a group's largest firm; the last of N firms is there in part where N is not whole
void largest_firms(const Groups& groups, std::size_t i) {
  const ProducerRows& rows = groups.rows(i);
  const double *sizes = rows.sizes.data(), *sums = rows.size_sums.data(), *squares = rows.square_sums.data();
  map(
      groups.state.first(i),
      [sizes, sums](double theta, double number) {
        const int whole = static_cast<int>(number);
        return theta / (sums[whole] + (number - whole) * sizes[whole]);
      },
      groups.state.weight(i), groups.out(producer_firms, i));
  map(
      groups.state.room(i),
      [sizes, squares](double largest, double number) {
        const int whole = static_cast<int>(number);
        const double part = (number - whole) * sizes[whole];
        return largest * largest * (squares[whole] + part * part);
      },
      groups.state.first(i), groups.out(producer_firms, i));
  copy(groups.state.head(i), groups.state.first(i));
  fill(groups.state.taken(i), 0);
}

/// Adds the largest firm that is left to `sum`, and takes it from its group: the first one, where several have it.
void take_largest(const Groups& groups, const Ranking& ranking, Values sum) {
  ProducerState& state = groups.state;
  const Values largest = state.left();
  fill(largest, 0);
  for (std::size_t i = 0; i < groups.count(); ++i) {
    if (!ranking.has(groups.rows(i))) continue;
    update(
        largest, [](double most, double head) { return std::max(most, head); }, state.head(i));
  }
  add(sum, largest);
  for (std::size_t i = 0; i < groups.count(); ++i) {
    if (!ranking.has(groups.rows(i))) continue;
    // `largest` is -1 once it has been taken.
    update(
        state.taken(i), [](double taken, double head, double most) { return taken + (head == most ? 1 : 0); }, state.head(i), largest);
    update(
        largest, [](double most, double head) { return head == most ? -1 : most; }, state.head(i));
    const ProducerRows& rows = groups.rows(i);
    const double* sizes = rows.sizes.data();
    const int last = static_cast<int>(rows.sizes.size()) - 1;
    map(
        state.head(i),
        [sizes, last](double first, double taken, double number) {
          const double there = std::min(std::max(number - taken, 0.0), 1.0);
          return first * there * sizes[std::min(static_cast<int>(taken), last)];
        },
        state.first(i), state.taken(i), groups.out(producer_firms, i));
  }
}

void rank_firms(const Groups& groups, const Ranking& ranking) {
  ProducerState& state = groups.state;
  const std::vector<std::size_t>& ranks = groups.context.model.ranks;
  const Values squares = groups.of_segment(ranking.hhi);
  fill(squares, 0);
  for (std::size_t i = 0; i < groups.count(); ++i) {
    if (!ranking.has(groups.rows(i))) continue;
    largest_firms(groups, i);
    add(squares, state.room(i));
  }
  const Values share = state.total();
  fill(share, 0);
  std::size_t taken = 0;
  for (std::size_t n = 0; n < ranks.size(); ++n) {
    for (; taken < ranks[n]; ++taken) take_largest(groups, ranking, share);
    map(
        groups.context.out(ranking.concentration, groups.s, n, groups.year), [](double all) { return std::min(1.0, all); }, share);
  }
}

}  // namespace

// theta = y over its sum over home-owned groups, 0 of the others
void rank_home_firms(const Groups& groups) {
  const Values number = groups.of_segment(home_firms);
  fill(number, 0);
  for (std::size_t i = 0; i < groups.count(); ++i) {
    if (groups.rows(i).home_owned) {
      copy(groups.state.weight(i), groups.out(producer_production, i));
      add(number, groups.out(producer_firms, i));
    } else {
      fill(groups.state.weight(i), 0);
    }
  }
  normalise(groups.state.sum(), groups.count(), [&](std::size_t i) { return groups.state.weight(i); });
  rank_firms(groups, {home_concentration, home_hhi, true});
}

// theta = producer_share
void rank_world_firms(const Groups& groups) {
  for (std::size_t i = 0; i < groups.count(); ++i) copy(groups.state.weight(i), groups.out(producer_share, i));
  rank_firms(groups, {world_concentration, world_hhi, false});
}

}  // namespace cellcast::sim
