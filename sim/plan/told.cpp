#include "sim/plan/told.hpp"

#include <algorithm>

namespace cellcast::sim {
namespace {

bool counts_units(const config::Segment& segment) { return segment.customs && segment.customs->unit_energy; }

bool has_group(const config::Scenario& scenario, std::size_t segment) {
  return std::ranges::any_of(scenario.producers, [&](const config::Producer& producer) { return producer.segments[segment].has_value(); });
}

}  // namespace

bool is_told(const config::Scenario& scenario, VariableId id, std::size_t cell) {
  const std::size_t row = cell / scenario.horizon.years(), markets = scenario.markets.size(), segments = scenario.segments.size();
  const auto market = [&]() -> const config::SegmentMarket& { return scenario.segments[row / markets].markets[row % markets]; };
  switch (id) {
    using enum VariableId;
    case installed:
      return market().installed_ratio.has_value();
    case installed_power:
      return market().duration.has_value();
    case customs_value:
      return scenario.segments[row / markets].customs.has_value();
    case customs_units:
      return counts_units(scenario.segments[row / markets]);
    case total_customs_units:
    case customs_unit_price:
      return std::ranges::any_of(scenario.segments, counts_units);
    case producer_production:
    case producer_capacity:
    case producer_utilization:
    case producer_gross_margin:
    case producer_firms:
    case producer_supply:
    case producer_share:
      return scenario.producers[row / segments].segments[row % segments].has_value();
    case home_firms:
    case home_hhi:
    case world_hhi:
      return has_group(scenario, row);
    case home_concentration:
    case world_concentration:
      return has_group(scenario, row / scenario.ranks.size());
    default:
      return true;
  }
}

}  // namespace cellcast::sim
