#include "sim/model/accounts/groups.hpp"
#include "sim/model/accounts/norm.hpp"

namespace cellcast::sim {
namespace {

using enum VariableId;

/// The shares of foreign-owned groups in a market, base year and end year.
class Shares {
 public:
  explicit Shares(const Groups& groups) : groups_(groups), first_(groups.s * groups.context.model.sizes.producers) {}

  Values base(std::size_t i, std::size_t m) const { return groups_.state.base(first_ + i, m); }
  Values end(std::size_t i, std::size_t m) const { return groups_.state.end(first_ + i, m); }

  // b_0 = norm(base), b_T = norm(end) over foreign-owned groups
  void normalise() const {
    const std::size_t markets = groups_.context.model.sizes.markets;
    for (std::size_t i = 0; i < groups_.count(); ++i) {
      for (std::size_t m = 0; m < markets; ++m) {
        fill(base(i, m), 0);
        fill(end(i, m), 0);
      }
      for (const ProducerMarketRows& market : groups_.rows(i).markets) {
        copy(base(i, market.market), groups_.in(market.base));
        copy(end(i, market.market), groups_.in(market.end));
      }
    }
    for (std::size_t m = 0; m < markets; ++m) {
      sim::normalise(groups_.state.sum(), groups_.count(), [&](std::size_t i) { return base(i, m); });
      sim::normalise(groups_.state.sum(), groups_.count(), [&](std::size_t i) { return end(i, m); });
    }
  }

 private:
  const Groups& groups_;
  std::size_t first_;
};

// foreign[g,m] = (local_supply - overseas_home_supply)[m] norm_g(b mult) sum_g b,  b going in a line from b_0 to b_T
void add_foreign(const Groups& groups, const Shares& shares, std::size_t m) {
  ProducerState& state = groups.state;
  const Values assigned = state.total(), all = state.sum();
  const double passed = groups.context.passed(groups.year);
  const ConstValues local = groups.context.out(local_supply, groups.s, m, groups.year);
  const ConstValues owned = groups.context.out(overseas_home_supply, groups.s, m, groups.year);
  fill(assigned, 0);
  fill(all, 0);
  for (std::size_t i = 0; i < groups.count(); ++i) {
    if (groups.rows(i).markets.empty()) continue;
    map(
        state.weight(i), [passed](double first, double last) { return first + (last - first) * passed; }, shares.base(i, m),
        shares.end(i, m));
    add(assigned, state.weight(i));
    update(
        state.weight(i), [](double b, double mult) { return b * mult; }, groups.multiplier(i));
    add(all, state.weight(i));
  }
  for (std::size_t i = 0; i < groups.count(); ++i) {
    if (groups.rows(i).markets.empty()) continue;
    update(
        groups.out(producer_supply, i),
        [](double supply, double whole, double home, double w, double sum_w, double part) {
          return supply + (whole - home) * share_of(w, sum_w) * part;
        },
        local, owned, state.weight(i), all, assigned);
  }
}

// abroad[g] = norm_g(overseas mult) sum over markets of overseas_home_supply, of home-owned groups
void add_abroad(const Groups& groups) {
  ProducerState& state = groups.state;
  const std::size_t markets = groups.context.model.sizes.markets;
  const Values all = state.sum(), owned = state.total();
  sum(owned, markets, [&](std::size_t m) { return groups.context.out(overseas_home_supply, groups.s, m, groups.year); });
  fill(all, 0);
  for (std::size_t i = 0; i < groups.count(); ++i) {
    if (!groups.rows(i).home_owned) continue;
    map(
        state.weight(i), [](double w, double mult) { return w * mult; }, groups.in(groups.rows(i).overseas), groups.multiplier(i));
    add(all, state.weight(i));
  }
  for (std::size_t i = 0; i < groups.count(); ++i) {
    if (!groups.rows(i).home_owned) continue;
    update(
        groups.out(producer_supply, i),
        [](double supply, double whole, double w, double sum_w) { return supply + whole * share_of(w, sum_w); }, owned, state.weight(i),
        all);
  }
}

}  // namespace

void supply_by_owner(const Groups& groups) {
  const std::size_t markets = groups.context.model.sizes.markets;
  const Shares shares(groups);
  if (groups.year == 0) shares.normalise();
  for (std::size_t i = 0; i < groups.count(); ++i) copy(groups.out(producer_supply, i), groups.out(producer_production, i));
  for (std::size_t m = 0; m < markets; ++m)
    if (!groups.segment.markets[m].absent) add_foreign(groups, shares, m);
  add_abroad(groups);
  const Values world = groups.state.total();
  sum(world, 1 + markets, [&](std::size_t k) {
    return k == 0 ? groups.of_segment(production) : groups.context.out(local_supply, groups.s, k - 1, groups.year);
  });
  for (std::size_t i = 0; i < groups.count(); ++i)
    map(groups.out(producer_share, i), share_of, groups.out(producer_supply, i), world);
}

}  // namespace cellcast::sim
