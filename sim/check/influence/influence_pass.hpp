#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/check/influence/input_set.hpp"
#include "sim/plan/calendar.hpp"

namespace cellcast::sim {

/// What stands for a quantity: the inputs that may act on it, and its value where that is known to be one.
struct KnownNumber {
  InputSet inputs = 0;
  double constant = std::numeric_limits<double>::quiet_NaN();

  bool is(double value) const { return constant == value; }
};

/// A duty on a segment's goods in a market.
struct ActingDuty {
  InputSet inputs = 0;
  bool is_levied = false, is_as_in_base_year = true;
};

/// A quantity that is 0 until something moves it.
struct Deviation {
  InputSet inputs = 0;
  bool is_zero = true;
};

/// What acts on the groups of producers of a segment. Weights are divided by their sum and margins select, so that all groups of a segment
/// share what acts on them; but each has its own firms.
struct GroupsInfluence {
  InputSet multiplier = 0, preference = 0, capacity = 0, margin = 0;
  std::vector<InputSet> firms;  // [producer]
};

/// A number that may be left out, or the one that then stands for it; each is known by its place, so that none is copied.
inline const config::Number& or_else(const std::optional<config::Number>& number, const config::Number& other) {
  return number ? *number : other;
}

/// Follows inputs through the equations, stage by stage as sim/model computes them: what acts on demand and supply stands in
/// influence_pass.cpp and influence_trade.cpp, what acts on what is summed up from these in influence_sums.cpp, on what is read off the
/// model in influence_accounts.cpp and influence_producers.cpp.
class InfluencePass {
 public:
  InfluencePass(const config::Scenario& scenario, const InputBits& bits, const InfluenceSink& sink)
      : scenario_(scenario),
        bits_(bits),
        sink_(sink),
        segments_(scenario.segments.size()),
        markets_(scenario.markets.size()),
        home_(scenario.home()),
        shocks_(segments_),
        learned_(segments_),
        price_(segments_),
        cost_(segments_),
        call_(segments_),
        production_(segments_),
        pressure_(segments_),
        capacity_(segments_),
        duties_(segments_ * markets_),
        preferred_(segments_ * markets_),
        demand_(segments_ * markets_),
        home_share_(segments_ * markets_),
        home_demand_(segments_ * markets_),
        unserved_(segments_ * markets_),
        market_shocks_(segments_ * markets_),
        goods_(segments_ * markets_),
        local_(segments_ * markets_),
        owned_(segments_ * markets_),
        used_(segments_),
        revenue_(segments_),
        groups_(segments_) {}

  void run();

 private:
  /// Of a number; each is looked at once.
  const KnownNumber& of(const config::Number& number);
  InputSet acting(const config::Number& number) { return of(number).inputs; }
  bool is(const config::Number& number, double value) { return of(number).is(value); }
  InputSet shock(const std::string& kind) { return bits_(shock_name(kind, scenario_.horizon.base_year + static_cast<int>(year_))); }
  std::size_t at(std::size_t s, std::size_t m) const { return s * markets_ + m; }
  void put(VariableId id, std::size_t row, InputSet inputs) const { sink_(id, row, year_, inputs); }
  /// One step of an autoregression.
  void step(Deviation& deviation, const config::Number& persistence, const config::Number& volatility, InputSet shocks);
  void shock_and_materials();
  InputSet trend(const config::Segment& segment);
  InputSet reference_demand(std::size_t s, std::size_t m);
  void price(std::size_t s);
  void tax();
  /// Of landed and local price, this year's and the base year's.
  InputSet relative_price(std::size_t s, std::size_t m);
  InputSet base_duty(std::size_t s, std::size_t m);
  /// Whether landed and local price stand to each other as in the base year, whatever is drawn.
  bool is_price_steady(std::size_t s, std::size_t m);
  void trade(std::size_t s, std::size_t m);
  void serve(std::size_t s, std::size_t m);
  /// Of what buyers pay, before quotas.
  InputSet paid(std::size_t s, std::size_t m, bool is_limited);
  void ration(std::size_t s, std::size_t m);
  /// Quotas that are in force in a part of the year.
  std::vector<const config::Quota*> quotas_on(std::size_t s, std::size_t m) const;
  /// What local plants can make.
  InputSet room(std::size_t s, std::size_t m);
  /// Whether plants outside the home market, or at home others than home producers, serve a part of demand.
  bool is_made_elsewhere(std::size_t s, std::size_t m);
  /// Whether home producers sell there, and may not.
  bool is_sold(std::size_t s, std::size_t m);
  InputSet called(std::size_t s);
  InputSet calibration(std::size_t s);
  void capacity(std::size_t s);
  void segment(std::size_t s);
  InputSet locally_supplied(std::size_t s, std::size_t m);
  InputSet owned(std::size_t m);
  void world();
  InputSet net_price(std::size_t s, std::size_t m);
  void money();
  void totals();
  /// A number that goes in a line from the base year to the end year.
  InputSet between(const config::Number& base, const config::Number& end);
  /// A share of a whole, from the base year to the end year: its own number over the sum of all.
  template <class Shares>
  InputSet mix(const Shares& shares, std::size_t c);
  template <class Shares>
  bool has(const Shares& shares, std::size_t c) {
    return !is(shares[c].base, 0) || !is(shares[c].end, 0);
  }
  void chemistry();
  void submarkets();
  void submarkets(const config::Segment& segment, std::size_t s, std::size_t first_row);
  void installation();
  void customs();
  void splits();
  void producers();
  void start_groups(std::size_t s);
  void compete(std::size_t s);
  void firms(std::size_t s);
  InputSet made_by_groups(std::size_t s);
  /// What a group's plants abroad supply, or those of foreign owners.
  InputSet supplied_abroad(std::size_t s, const config::Producer& producer);
  void groups_of(std::size_t s);

  const config::Scenario& scenario_;
  const InputBits& bits_;
  const InfluenceSink& sink_;
  const std::size_t segments_, markets_, home_;
  std::unordered_map<const config::Number*, KnownNumber> known_;
  std::size_t year_ = 0;
  std::vector<Deviation> shocks_;  // [segment]
  Deviation materials_;
  std::vector<InputSet> learned_, price_, cost_, call_, production_;     // [segment]
  std::vector<std::vector<InputSet>> pressure_, capacity_;               // [segment][year]
  std::vector<ActingDuty> duties_;                                       // [segment][market]
  std::vector<InputSet> base_duties_, preferred_, demand_, home_share_;  // [segment][market]; home_share_ with quotas
  std::vector<InputSet> home_demand_, unserved_;                         // [segment][market]
  std::vector<Deviation> market_shocks_;                                 // [segment][market]
  std::vector<InputSet> goods_, local_, owned_;                          // [segment][market]: deliveries, local supply, its home-owned part
  std::vector<InputSet> used_, revenue_;                                 // [segment]: utilization
  std::vector<GroupsInfluence> groups_;                                  // [segment]
  std::vector<InputSet> made_;                                           // [year], in the world until then
  InputSet made_before_ = 0;
};

template <class Shares>
InputSet InfluencePass::mix(const Shares& shares, std::size_t c) {
  InputSet inputs = 0;
  const bool is_last = year_ + 1 == scenario_.horizon.years();
  using Share = typename Shares::value_type;
  for (const auto& [side, is_used] : {std::pair(&Share::base, !is_last), std::pair(&Share::end, year_ > 0)}) {
    if (!is_used || is(shares[c].*side, 0)) continue;
    std::size_t others = 0;
    InputSet all = 0;
    for (std::size_t k = 0; k < shares.size(); ++k) {
      all |= acting(shares[k].*side);
      others += k != c && !is(shares[k].*side, 0);
    }
    if (others > 0) inputs |= all;
  }
  return inputs;
}

}  // namespace cellcast::sim
