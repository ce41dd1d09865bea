#include "sim/plan/labels.hpp"

#include <algorithm>

namespace cellcast::sim {

Labels labels(const config::Scenario& scenario) {
  Labels labels;
  for (const auto& segment : scenario.segments) {
    labels.segments.push_back(segment.name);
    for (const config::Driver& driver : segment.growth.drivers) {
      labels.drivers.push_back(segment.name + "." + driver.name);
      labels.driver_units.push_back(driver.unit);
    }
  }
  for (const auto& market : scenario.markets) labels.markets.push_back(market.name);
  for (const auto& chemistry : scenario.chemistries) labels.chemistries.push_back(chemistry.name);
  labels.materials = scenario.materials;
  for (int year = scenario.horizon.base_year; year <= scenario.horizon.end_year; ++year) labels.years.push_back(year);
  return labels;
}

std::vector<std::string> indices(const Labels& labels, const Variable& variable) {
  Labels one_year = labels;
  if (!labels.years.empty()) one_year.years = {labels.years.front()};
  std::vector<std::string> result;
  for (const CellName& cell : cell_names(one_year, variable)) result.push_back(cell.index);
  return result;
}

std::optional<std::size_t> find_cell(const Labels& labels, const Variable& variable, const std::string& index, int year) {
  std::size_t cell = 0;
  std::string read;  // of the index
  for (const Axis axis : variable.axes) {
    std::string label = std::to_string(year);
    if (axis != Axis::year) {
      const std::size_t start = std::min(read.size() + (read.empty() ? 0 : 1), index.size());
      const std::size_t dot = axis == Axis::driver ? index.size() : index.find('.', start);  // a driver has a dot in its label
      label = index.substr(start, dot - start);
      read += (read.empty() ? "" : ".") + label;
    }
    const std::vector<std::string> known = labels.along(axis);
    const auto found = std::ranges::find(known, label);
    if (found == known.end()) return std::nullopt;
    cell = cell * known.size() + static_cast<std::size_t>(found - known.begin());
  }
  return read == index ? std::optional(cell) : std::nullopt;
}

}  // namespace cellcast::sim
