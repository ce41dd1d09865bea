#include "sim/plan/tables.hpp"

#include <algorithm>

namespace cellcast::sim {
namespace {

bool any_market_has(const config::Scenario& scenario, std::optional<config::Number> config::SegmentMarket::*number) {
  return std::ranges::any_of(scenario.segments, [&](const config::Segment& segment) {
    return std::ranges::any_of(segment.markets, [&](const config::SegmentMarket& market) { return (market.*number).has_value(); });
  });
}

}  // namespace

std::array<bool, kTables> tables(const config::Scenario& scenario) {
  std::array<bool, kTables> out{};
  const auto set = [&](Table table, bool is_there) { out[static_cast<std::size_t>(table)] = is_there; };
  set(Table::none, true);
  set(Table::quotas, !scenario.quotas.empty());
  set(Table::submarkets, std::ranges::any_of(scenario.segments, [](const config::Segment& segment) { return !segment.submarkets.empty(); }));
  set(Table::installed_ratio, any_market_has(scenario, &config::SegmentMarket::installed_ratio));
  set(Table::duration, any_market_has(scenario, &config::SegmentMarket::duration));
  set(Table::customs, scenario.customs.has_value());
  set(Table::splits, !scenario.splits.empty());
  set(Table::producers, !scenario.producers.empty());
  return out;
}

}  // namespace cellcast::sim
