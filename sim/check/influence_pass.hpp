#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/check/input_set.hpp"
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

/// Follows inputs through the equations, stage by stage as sim/model/stages computes them: what acts on demand and supply stands in
/// influence_pass.cpp, what acts on what is summed up from these in influence_sums.cpp.
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
        home_share_(segments_ * markets_) {}

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
  void price(std::size_t s);
  void tax();
  /// Of landed and local price, this year's and the base year's.
  InputSet relative_price(std::size_t s, std::size_t m);
  InputSet base_duty(std::size_t s, std::size_t m);
  /// Whether landed and local price stand to each other as in the base year, whatever is drawn.
  bool is_price_steady(std::size_t s, std::size_t m);
  void trade(std::size_t s, std::size_t m);
  void serve(std::size_t s, std::size_t m);
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
  void accounts();
  /// A chemistry's share of a segment: its own number over the sum of all.
  InputSet mix(const config::Segment& segment, std::size_t c);
  bool has(const config::Segment& segment, std::size_t c) { return !is(segment.chemistry[c].base, 0) || !is(segment.chemistry[c].end, 0); }
  void chemistry();

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
  std::vector<ActingDuty> duties_;                                             // [segment][market]
  std::vector<InputSet> base_duties_, preferred_, demand_, home_share_;  // [segment][market]
  std::vector<InputSet> made_;                                           // [year], in the world until then
  InputSet made_before_ = 0;
};

}  // namespace cellcast::sim
