#include <algorithm>
#include <cmath>

#include "sim/model/accounts/groups.hpp"
#include "sim/model/accounts/norm.hpp"

namespace cellcast::sim {
namespace {

using enum VariableId;

/// The firms of a group in a trial, the largest first: sizes go with k^-z, and the last one is there in part where their number is not whole.
class Firms {
 public:
  Firms(const ProducerRows& rows, double number, double share)
      : rows_(&rows), number_(number), whole_(std::floor(number)), part_(number - whole_) {
    const std::size_t n = static_cast<std::size_t>(whole_);
    last_ = rows.sizes[n];
    sizes_ = rows.size_sums[n] + part_ * last_;
    squares_ = rows.square_sums[n] + part_ * part_ * last_ * last_;
    share_ = share / sizes_;
  }

  /// Of the largest firm that has not been taken; 0 once all have been.
  double head() const {
    const double there = std::clamp(number_ - static_cast<double>(taken_), 0.0, 1.0);
    return there > 0 ? share_ * there * rows_->sizes[taken_] : 0.0;
  }
  void take() { ++taken_; }
  /// Sum over firms of the squares of their shares.
  double squares() const { return share_ * share_ * squares_; }

 private:
  const ProducerRows* rows_;
  double number_, whole_, part_, last_, sizes_, squares_, share_;
  std::size_t taken_ = 0;
};

/// Shares of the n largest firms, n along Axis::rank, and the Herfindahl index, where the group i has the share theta(i).
struct Rows {
  VariableId concentration, hhi;
};

void rank_trial(const Groups& groups, const Rows& rows, std::size_t trial, std::vector<Firms>& firms) {
  const std::vector<std::size_t>& ranks = groups.context.model.ranks;
  firms.clear();
  double squares = 0;
  for (std::size_t i = 0; i < groups.count(); ++i) {
    firms.emplace_back(groups.rows(i), groups.out(producer_firms, i).data[trial], groups.state.weight(i).data[trial]);
    squares += firms.back().squares();
  }
  groups.of_segment(rows.hhi).data[trial] = squares;
  double sum = 0;
  std::size_t taken = 0;
  for (std::size_t n = 0; n < ranks.size(); ++n) {
    for (; taken < ranks[n]; ++taken) {
      Firms* largest = &firms.front();
      for (Firms& each : firms)
        if (each.head() > largest->head()) largest = &each;
      sum += largest->head();
      largest->take();
    }
    groups.context.out(rows.concentration, groups.s, n, groups.year).data[trial] = std::min(1.0, sum);
  }
}

void rank_firms(const Groups& groups, const Rows& rows) {
  *groups.of_segment(rows.hhi).spread = Spread::varies;
  for (std::size_t n = 0; n < groups.context.model.ranks.size(); ++n)
    *groups.context.out(rows.concentration, groups.s, n, groups.year).spread = Spread::varies;
  std::vector<Firms> firms;
  for (std::size_t trial = 0; trial < kBlock; ++trial) rank_trial(groups, rows, trial, firms);
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
  rank_firms(groups, {VariableId::home_concentration, home_hhi});
}

// theta = producer_share
void rank_world_firms(const Groups& groups) {
  for (std::size_t i = 0; i < groups.count(); ++i) copy(groups.state.weight(i), groups.out(producer_share, i));
  rank_firms(groups, {VariableId::world_concentration, world_hhi});
}

}  // namespace cellcast::sim
