#include <algorithm>

#include "tests/properties/accounts_check.hpp"
#include "tests/properties/complaints.hpp"
#include "tests/properties/january.hpp"
#include "tests/properties/invariants.hpp"
#include "tests/properties/kept_trial.hpp"

namespace cellcast::tests {

namespace {

using enum sim::VariableId;
using config::Scenario;
using config::Segment;
using config::SegmentMarket;

/// Part of a year's days on which a tariff is in force.
double in_force(const config::Tariff& tariff, int year) {
  const config::Day first = january(year), end = january(year + 1);
  const config::Day from = std::max(first, tariff.from.value_or(first)), until = std::min(end, tariff.until.value_or(end));
  return static_cast<double>(std::max<config::Day>(0, until - from)) / static_cast<double>(end - first);
}

/// The invariants of one trial, year by year; symbols as in docs/model.md.
class TrialCheck {
 public:
  TrialCheck(const Scenario& scenario, const KeptTrial& trial, Complaints& out)
      : scenario_(scenario), trial_(trial), out_(out), home_(scenario.home()) {}

  void run() {
    for (t_ = 0; t_ < trial_.years(); ++t_) {
      for (s_ = 0; s_ < scenario_.segments.size(); ++s_) {
        out_.go_to("trial " + std::to_string(trial_.index()) + ", " + segment().name + ", year " + std::to_string(t_) + ": ");
        if (trial_.has({production, call, unmet})) supply();
        if (trial_.has({demand, home_share, local_supply, overseas_home_supply, tariff})) trade();
        if (trial_.has({capacity, utilization, pressure, balance, retired, added, production, call})) plants();
        if (trial_.has({deliveries, local_supply, demand, home_share, exports, production, unmet})) where_it_goes();
        if (trial_.has({price, cost, cumulative_production, world_supply, material_price_index})) prices();
        if (trial_.has({deliveries, tariff, price, cost, revenue, export_value, duty, gross_margin, production})) money();
        if (t_ == 0 && trial_.has({demand, home_share, call, production, price, cost, retired, added})) base_year();
      }
      out_.go_to("trial " + std::to_string(trial_.index()) + ", year " + std::to_string(t_) + ": ");
      if (trial_.has({world_supply, home_share_of_supply, local_supply, total_production, total_revenue, total_duty})) totals();
      if (trial_.has({chemistry_production, total_production})) chemistries();
      if (trial_.has({chemistry_production, material_demand})) materials();
      if (trial_.has({driver_level})) drivers();
    }
  }

 private:
  const Segment& segment() const { return scenario_.segments[s_]; }
  double in(sim::VariableId id) const { return trial_.at(id, s_, t_); }
  double in(sim::VariableId id, std::size_t m) const { return trial_.at(id, s_, m, t_); }
  double before(sim::VariableId id) const { return trial_.at(id, s_, t_ - 1); }
  double draw(const config::Number& number) const { return trial_.draw(number); }
  std::size_t markets() const { return scenario_.markets.size(); }

  template <class Term>
  double sum_markets(Term term) const {
    double sum = 0;
    for (std::size_t m = 0; m < markets(); ++m) sum += term(m);
    return sum;
  }
  double sum_segments(sim::VariableId id) const {
    double sum = 0;
    for (std::size_t s = 0; s < scenario_.segments.size(); ++s) sum += trial_.at(id, s, t_);
    return sum;
  }
  double sum_segments_and_markets(sim::VariableId id) const {
    double sum = 0;
    for (std::size_t s = 0; s < scenario_.segments.size(); ++s) sum += sum_markets([&](std::size_t m) { return trial_.at(id, s, m, t_); });
    return sum;
  }

  void supply() {
    out_.at_least("production", in(production), 0);
    out_.at_most("production against call", in(production), in(call));
    out_.at_least("unmet", in(unmet), 0);
    out_.equal("production + unmet = call", in(production) + in(unmet), in(call));
  }

  void trade() {
    for (std::size_t m = 0; m < markets(); ++m) {
      const SegmentMarket& market = segment().markets[m];
      out_.at_least("demand", in(demand, m), 0);
      out_.within("home_share", in(home_share, m), 0, 1);
      out_.within("overseas_home_supply", in(overseas_home_supply, m), 0, in(local_supply, m));
      if (m == home_) out_.equal("home_share at home", in(home_share, m), market.present ? draw(market.home_share) : 1);
      if (t_ > 0 && market.local_capacity)
        out_.at_most("local_supply against local capacity", in(local_supply, m),
                     draw(*market.local_capacity) * std::pow(1 + draw(market.local_capacity_growth), static_cast<double>(t_)), in(demand, m));
      out_.equal("tariff", in(tariff, m), duty_rate(m));
    }
  }

  double duty_rate(std::size_t m) const {
    double rate = 0;
    for (const config::Tariff& each : scenario_.tariffs) {
      const bool pays = std::ranges::count(each.segments, s_) > 0;
      if (each.market == m && pays) rate += draw(each.rate) * in_force(each, scenario_.horizon.base_year + static_cast<int>(t_));
    }
    return rate;
  }

  void plants() {
    const double most = draw(segment().supply.max_utilization);
    out_.at_least("capacity", in(capacity), 0);
    out_.at_most("production against capacity", in(production), most * in(capacity));
    out_.within("utilization", in(utilization), 0, most);
    out_.equal("utilization = production / capacity", in(utilization) * in(capacity), in(production));
    out_.equal("pressure = call / capacity", in(pressure) * in(capacity), in(call));
    out_.equal("balance", in(balance), most * in(capacity) - in(call), in(call));
    out_.equal("production = min(call, effective capacity)", in(production), std::min(in(call), most * in(capacity)));
    if (t_ == 0) return out_.equal("base capacity", in(capacity), draw(segment().production) / draw(segment().utilization));
    out_.within("retired", in(retired), 0, 0.9 * before(capacity));
    out_.at_least("retired against the rate", in(retired), draw(segment().supply.retirement) * before(capacity));
    out_.at_least("added", in(added),
                  draw(segment().supply.realization) * draw(segment().supply.announced[t_ - 1]) * trial_.at(capacity, s_, 0));
    out_.equal("capacity = before - retired + added", in(capacity), before(capacity) - in(retired) + in(added), before(capacity));
  }

  void where_it_goes() {
    const double calibration = draw(segment().production) / sum_markets([&](std::size_t m) {
      const SegmentMarket& market = segment().markets[m];
      return market.present ? draw(market.home_share) * draw(market.demand) : 0.0;
    });
    out_.equal("deliveries = production", sum_markets([&](std::size_t m) { return in(deliveries, m); }), in(production));
    out_.equal("exports = deliveries abroad", in(exports), sum_markets([&](std::size_t m) { return m == home_ ? 0 : in(deliveries, m); }),
               in(production));
    for (std::size_t m = 0; m < markets(); ++m) {
      out_.at_least("deliveries", in(deliveries, m), 0);
      const double left = trial_.has({unserved}) ? in(unserved, m) : 0;
      out_.within("unserved", left, 0, in(demand, m));
      out_.equal("local_supply", in(local_supply, m), (1 - in(home_share, m)) * (in(demand, m) - left), in(demand, m));
      if (in(unmet) == 0)
        out_.equal("deliveries + local_supply + unserved = demand", in(deliveries, m) / calibration + in(local_supply, m) + left,
                   in(demand, m));
    }
  }

  void prices() {
    const config::Cost& each = segment().cost;
    out_.at_least("cost", in(cost), 0);
    out_.at_least("price against the floor", in(price), in(cost) * (1 + draw(each.markup_floor)));
    out_.at_least("material price", trial_.at(material_price_index, t_), 0);
    if (t_ == 0) return;
    const double newer = trial_.at(cumulative_production, t_ - 1);
    const double older =
        t_ > 1 ? trial_.at(cumulative_production, t_ - 2) : draw(scenario_.economy.cumulative_production) - trial_.at(world_supply, 0);
    const double fall = std::pow(newer / older, std::log2(1 - draw(each.learning_rate)));
    out_.equal("learning", in(cost) * materials_in_cost(t_ - 1), before(cost) * materials_in_cost(t_) * fall);
  }

  double materials_in_cost(std::size_t year) const {
    const double share = draw(segment().cost.material_share);
    return 1 - share + share * trial_.at(material_price_index, year);
  }

  double net_price(std::size_t m) const {
    if (m == home_) return in(price);
    return in(price) * (1 + draw(scenario_.markets[m].tariff_pass_through) * in(tariff, m)) / (1 + in(tariff, m));
  }

  void money() {
    const auto abroad = [&](std::size_t m, double value) { return m == home_ ? 0 : value; };
    const double income = sum_markets([&](std::size_t m) { return in(deliveries, m) * net_price(m); });
    out_.equal("revenue = deliveries x net price", in(revenue), income);
    out_.equal("export_value", in(export_value), sum_markets([&](std::size_t m) { return abroad(m, in(deliveries, m) * net_price(m)); }),
               income);
    out_.equal("duty", in(duty), sum_markets([&](std::size_t m) { return abroad(m, in(deliveries, m) * net_price(m) * in(tariff, m)); }));
    const double margin = income > 0 ? 1 - in(production) * in(cost) / income : 1 - in(cost) / in(price);
    out_.equal("gross_margin", in(gross_margin), margin, 1);
  }

  void base_year() {
    const Segment& each = segment();
    out_.equal("base production", in(production), draw(each.production));
    out_.equal("base call", in(call), draw(each.production));
    out_.equal("base price", in(price), draw(each.price));
    out_.equal("base cost", in(cost), draw(each.price) * (1 - draw(each.gross_margin)));
    out_.equal("base retired and added", in(retired) + in(added), 0);
    for (std::size_t m = 0; m < markets(); ++m) {
      out_.equal("base demand", in(demand, m), each.markets[m].present ? draw(each.markets[m].demand) : 0);
      out_.equal("base home_share", in(home_share, m), each.markets[m].present ? draw(each.markets[m].home_share) : 1);
    }
  }

  void totals() {
    const auto total = [&](sim::VariableId id) { return trial_.at(id, t_); };
    for (const auto& [whole, part] : {std::pair{total_call, call}, {total_production, production}, {total_capacity, capacity},
                                      {total_unmet, unmet}, {total_revenue, revenue}, {total_export_value, export_value},
                                      {total_duty, duty}, {total_exports, exports}})
      out_.equal(std::string(sim::variable(whole).name).c_str(), total(whole), sum_segments(part), total(total_revenue));
    out_.equal("total_balance", total(total_balance), sum_segments(balance), total(total_call));
    out_.equal("total_demand", total(total_demand), sum_segments_and_markets(demand));
    out_.equal("world_supply", total(world_supply), total(total_production) + sum_segments_and_markets(local_supply));
    out_.equal("total_utilization", total(total_utilization) * total(total_capacity), total(total_production));
    out_.within("home_share_of_supply", total(home_share_of_supply), 0, 1);
    out_.within("home_owned_share_of_supply", total(home_owned_share_of_supply), total(home_share_of_supply), 1);
    out_.equal("home_share_of_supply", total(home_share_of_supply) * total(world_supply), total(total_production));
    out_.equal("home_owned_share_of_supply", total(home_owned_share_of_supply) * total(world_supply),
               total(total_production) + sum_segments_and_markets(overseas_home_supply));
    out_.equal("cumulative_production", total(cumulative_production),
               t_ == 0 ? draw(scenario_.economy.cumulative_production) : trial_.at(cumulative_production, t_ - 1) + total(world_supply));
    double costs = 0;
    for (std::size_t s = 0; s < scenario_.segments.size(); ++s) costs += trial_.at(production, s, t_) * trial_.at(cost, s, t_);
    if (total(total_revenue) > 0) out_.equal("total_gross_margin", total(total_gross_margin), 1 - costs / total(total_revenue), 1);
  }

  void chemistries() {
    double sum = 0;
    for (std::size_t c = 0; c < scenario_.chemistries.size(); ++c) {
      out_.at_least("chemistry_production", trial_.at(chemistry_production, c, t_), 0);
      sum += trial_.at(chemistry_production, c, t_);
    }
    out_.equal("chemistries = production", sum, trial_.at(total_production, t_));
  }

  void materials() {
    for (std::size_t j = 0; j < scenario_.materials.size(); ++j) {
      double sum = 0;
      for (std::size_t c = 0; c < scenario_.chemistries.size(); ++c)
        sum += trial_.at(chemistry_production, c, t_) * draw(scenario_.chemistries[c].materials[j]);
      out_.equal("material_demand", trial_.at(material_demand, j, t_), sum);
    }
  }

  void drivers() {
    std::size_t i = 0;
    for (const Segment& each : scenario_.segments) {
      for (const config::Driver& driver : each.growth.drivers) {
        const double level = draw(driver.base) * std::pow(1 + draw(driver.rate), static_cast<double>(t_));
        out_.equal("driver_level", trial_.at(driver_level, i++, t_), level);
      }
    }
  }

  const Scenario& scenario_;
  const KeptTrial& trial_;
  Complaints& out_;
  std::size_t home_, s_ = 0, t_ = 0;
};

}  // namespace

std::vector<std::string> wrong_in_trials(const Scenario& scenario, const sim::Results& results) {
  constexpr std::size_t kMostTrials = 40;  // enough to see; the rest costs time
  KeptTrial trial(scenario, results);
  Complaints out;
  const std::size_t kept = static_cast<std::size_t>(results.samples), step = std::max<std::size_t>(1, kept / kMostTrials);
  for (std::size_t i = 0; i < kept && !out.full(); i += step) {
    trial.go_to(i);
    TrialCheck(scenario, trial, out).run();
    check_accounts(scenario, trial, out);
  }
  return std::move(out).lines();
}

}  // namespace cellcast::tests
