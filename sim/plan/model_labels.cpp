#include "sim/plan/model_labels.hpp"

namespace cellcast::sim {

Labels model_labels(const config::Scenario& scenario) {
  Labels labels;
  for (const auto& segment : scenario.segments) {
    labels.segments.push_back(segment.name);
    for (const config::Driver& driver : segment.growth.drivers) {
      labels.drivers.push_back(segment.name + "." + driver.name);
      labels.driver_units.push_back(driver.unit);
    }
    for (const config::Submarket& submarket : segment.submarkets) labels.submarkets.push_back(segment.name + "." + submarket.name);
  }
  for (const auto& market : scenario.markets) labels.markets.push_back(market.name);
  for (const auto& chemistry : scenario.chemistries) labels.chemistries.push_back(chemistry.name);
  labels.materials = scenario.materials;
  for (const config::Split& split : scenario.splits)
    for (const std::string& of_class : split.classes) labels.splits.push_back(split.name + "." + of_class);
  for (const config::Producer& producer : scenario.producers) labels.producers.push_back(producer.name);
  if (!scenario.producers.empty())
    for (const int rank : scenario.ranks) labels.ranks.push_back(std::to_string(rank));
  for (int year = scenario.horizon.base_year; year <= scenario.horizon.end_year; ++year) labels.years.push_back(year);
  return labels;
}

}  // namespace cellcast::sim
