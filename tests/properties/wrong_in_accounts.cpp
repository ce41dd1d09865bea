#include <algorithm>

#include "tests/properties/accounts_check.hpp"
#include "tests/properties/january.hpp"

namespace cellcast::tests {

namespace {

using enum sim::VariableId;
using config::Scenario;

/// The invariants of the accounts of one trial; symbols as in docs/model.md.
class AccountsCheck {
 public:
  AccountsCheck(const Scenario& scenario, const KeptTrial& trial, Complaints& out)
      : scenario_(scenario), trial_(trial), out_(out), home_(scenario.home()) {}

  void run() {
    for (t_ = 0; t_ < trial_.years(); ++t_) {
      for (s_ = 0; s_ < scenario_.segments.size(); ++s_) {
        out_.go_to("trial " + std::to_string(trial_.index()) + ", " + scenario_.segments[s_].name + ", year " + std::to_string(t_) + ": ");
        if (trial_.has({market_price, price})) paid();
        if (trial_.has({unserved, deliveries, total_unserved})) quotas();
        if (trial_.has({producer_production, production})) producers();
        if (trial_.has({submarket_demand, demand})) submarkets();
        if (trial_.has({installed, demand})) installation();
      }
      if (trial_.has({customs_value, total_customs_value})) customs();
      if (trial_.has({split_production, split_share})) splits();
    }
  }

 private:
  double in(sim::VariableId id) const { return trial_.at(id, s_, t_); }
  double in(sim::VariableId id, std::size_t m) const { return trial_.at(id, s_, m, t_); }
  double group(sim::VariableId id, std::size_t g) const { return trial_.at(id, g, s_, t_); }
  const config::SegmentMarket& market(std::size_t m) const { return scenario_.segments[s_].markets[m]; }

  template <class Term>
  static double sum(std::size_t count, Term term) {
    double total = 0;
    for (std::size_t k = 0; k < count; ++k) total += term(k);
    return total;
  }

  void paid() {
    for (std::size_t m = 0; m < scenario_.markets.size(); ++m) {
      if (!market(m).present) {
        out_.equal("market_price of an absent market", in(market_price, m), 0);
      } else if (m == home_) {
        out_.equal("market_price at home", in(market_price, m), in(price));
      } else {
        const config::Market& abroad = scenario_.markets[m];
        const double landed = 1 + trial_.draw(abroad.freight) + trial_.draw(abroad.tariff_pass_through) * in(tariff, m);
        const double local =
            1 + trial_.draw(abroad.local_premium) * std::pow(1 - trial_.draw(abroad.local_premium_decline), static_cast<double>(t_));
        out_.within("market_price", in(market_price, m), in(price) * std::min(landed, local), in(price) * std::max(landed, local));
      }
    }
  }

  void quotas() {
    const config::Day first = january(scenario_.horizon.base_year + static_cast<int>(t_)),
                      end = january(scenario_.horizon.base_year + static_cast<int>(t_) + 1);
    for (std::size_t m = 0; m < scenario_.markets.size(); ++m) {
      if (t_ == 0) out_.equal("unserved in the base year", in(unserved, m), 0);
      for (const config::Quota& quota : scenario_.quotas) {
        const bool is_all_year = quota.from.value_or(first) <= first && quota.until.value_or(end) >= end;
        if (t_ == 0 || quota.market != m || !is_all_year || std::ranges::count(quota.segments, s_) == 0) continue;
        const double limit = trial_.draw(quota.limit);
        out_.at_most("deliveries under a quota", in(deliveries, m), limit);
        if (limit == 0 && in(deliveries, m) != 0) out_.equal("deliveries under a ban, exactly", in(deliveries, m), 0, 1e-300);
      }
    }
    out_.equal("total_unserved", trial_.at(total_unserved, t_), sum(scenario_.segments.size(), [&](std::size_t s) {
                 return sum(scenario_.markets.size(), [&](std::size_t m) { return trial_.at(unserved, s, m, t_); });
               }));
  }

  void producers() {
    const std::size_t groups = scenario_.producers.size();
    const bool has_groups = std::ranges::any_of(scenario_.producers, [&](const config::Producer& each) { return each.segments[s_].has_value(); });
    const auto all = [&](sim::VariableId id) { return sum(groups, [&](std::size_t g) { return group(id, g); }); };
    out_.equal("groups' production", all(producer_production), has_groups ? in(production) : 0);
    out_.equal("groups' capacity", all(producer_capacity), has_groups ? in(capacity) : 0, largest_capacity());
    out_.within("groups' share", all(producer_share), 0, 1);
    double firms = 0;
    for (std::size_t g = 0; g < groups; ++g) {
      const auto& segment = scenario_.producers[g].segments[s_];
      out_.within("a group's share", group(producer_share, g), 0, 1);
      out_.within("a group's utilization", group(producer_utilization, g), 0, trial_.draw(scenario_.segments[s_].supply.max_utilization));
      out_.within("a group's margin", group(producer_gross_margin, g), -1, 1);
      out_.at_least("a group's supply", group(producer_supply, g), group(producer_production, g));
      out_.within("a group's firms", group(producer_firms, g), segment ? 1 : 0, segment ? 1000 : 0);
      firms += scenario_.producers[g].home_owned ? group(producer_firms, g) : 0;
    }
    out_.equal("home_firms", in(home_firms), firms);
    concentration(home_concentration, home_hhi);
    concentration(world_concentration, world_hhi);
  }

  double largest_capacity() const {
    double most = 0;
    for (std::size_t year = 0; year < trial_.years(); ++year) most = std::max(most, trial_.at(capacity, s_, year));
    return most;
  }

  /// The n largest have at least what n - 1 have; the largest one's share bounds the Herfindahl index.
  void concentration(sim::VariableId shares, sim::VariableId index) {
    double before = 0;
    for (std::size_t n = 0; n < scenario_.ranks.size(); ++n) {
      out_.within("concentration", in(shares, n), before, 1);
      before = in(shares, n);
    }
    out_.within("Herfindahl index", in(index), 0, 1);
    if (scenario_.ranks.front() == 1) {
      out_.at_most("Herfindahl index against the largest firm", in(index), in(shares, 0));
      out_.at_least("Herfindahl index against the largest firm's square", in(index), in(shares, 0) * in(shares, 0));
    }
  }

  void submarkets() {
    std::size_t first = 0;
    for (std::size_t s = 0; s < s_; ++s) first += scenario_.segments[s].submarkets.size();
    const std::vector<config::Submarket>& parts = scenario_.segments[s_].submarkets;
    if (parts.empty()) return;
    const double wanted = sum(scenario_.markets.size(), [&](std::size_t m) { return in(demand, m); });
    out_.equal("submarkets = demand", sum(parts.size(), [&](std::size_t k) { return trial_.at(submarket_demand, first + k, t_); }), wanted);
    const double weights = sum(parts.size(), [&](std::size_t k) { return trial_.draw(parts[k].share); });
    for (std::size_t k = 0; k < parts.size(); ++k) {
      const double amount = trial_.at(submarket_demand, first + k, t_);
      out_.within("submarket_demand", amount, 0, wanted);
      if (t_ == 0) out_.equal("a submarket's base", amount, wanted * trial_.draw(parts[k].share) / weights, wanted);
      const double cells = parts[k].cell_energy ? amount / trial_.draw(*parts[k].cell_energy) : 0;
      if (trial_.has({submarket_units})) out_.equal("submarket_units", trial_.at(submarket_units, first + k, t_), cells);
    }
  }

  void installation() {
    for (std::size_t m = 0; m < scenario_.markets.size(); ++m) {
      const double served = in(demand, m) - (trial_.has({unserved}) ? in(unserved, m) : 0);
      const auto& ratio = market(m).installed_ratio;
      out_.equal("installed", in(installed, m), ratio ? served * trial_.draw(*ratio) : 0, in(demand, m));
      const auto& hours = market(m).duration;
      if (t_ == 0 && trial_.has({installed_power}))
        out_.equal("installed_power", in(installed_power, m), hours ? in(installed, m) / trial_.draw(*hours) : 0);
    }
  }

  void customs() {
    const auto all = [&](sim::VariableId id) {
      return sum(scenario_.segments.size(), [&](std::size_t s) {
        return sum(scenario_.markets.size(), [&](std::size_t m) { return trial_.at(id, s, m, t_); });
      });
    };
    out_.equal("total_customs_value", trial_.at(total_customs_value, t_), all(customs_value));
    out_.equal("total_customs_units", trial_.at(total_customs_units, t_), all(customs_units));
    const double units = trial_.at(total_customs_units, t_);
    out_.equal("customs_unit_price", trial_.at(customs_unit_price, t_), units > 0 ? trial_.at(total_customs_value, t_) / units : 0);
    if (t_ == 0)
      out_.equal("exchange rate", trial_.at(total_customs_value_usd, t_) * trial_.draw(scenario_.customs->exchange_rate),
                 trial_.at(total_customs_value, t_));
  }

  void splits() {
    std::size_t first = 0;
    for (std::size_t k = 0; k < scenario_.splits.size(); ++k) {
      const std::size_t classes = scenario_.splits[k].classes.size();
      const double made = sum(classes, [&](std::size_t v) { return trial_.at(split_production, first + v, t_); });
      out_.equal("split_production", made, sum(scenario_.segments.size(), [&](std::size_t s) {
                   return scenario_.segments[s].splits[k].empty() ? 0 : trial_.at(production, s, t_);
                 }));
      out_.equal("split_share", sum(classes, [&](std::size_t v) { return trial_.at(split_share, first + v, t_); }), made > 0 ? 1 : 0);
      first += classes;
    }
  }

  const Scenario& scenario_;
  const KeptTrial& trial_;
  Complaints& out_;
  std::size_t home_, s_ = 0, t_ = 0;
};

}  // namespace

void check_accounts(const Scenario& scenario, const KeptTrial& trial, Complaints& out) { AccountsCheck(scenario, trial, out).run(); }

}  // namespace cellcast::tests
