#include "output/tables/dimensions.hpp"

#include <algorithm>

namespace cellcast::output {

std::vector<sim::Axis> dimensions_of(const std::vector<SelectedCell>& cells) {
  std::vector<sim::Axis> dimensions;
  for (std::size_t axis = 0; axis < sim::kAxes; ++axis) {
    const auto one = static_cast<sim::Axis>(axis);
    const auto has = [&](const SelectedCell& cell) { return std::ranges::find(cell.variable->axes, one) != cell.variable->axes.end(); };
    if (one != sim::Axis::year && std::ranges::any_of(cells, has)) dimensions.push_back(one);
  }
  return dimensions;
}

std::vector<std::string> labels_of(const sim::Labels& labels, const SelectedCell& cell, const std::vector<sim::Axis>& dimensions) {
  std::vector<std::string> found(dimensions.size());
  std::size_t rest = cell.cell;  // row-major: the last axis is the fastest
  for (auto axis = cell.variable->axes.rbegin(); axis != cell.variable->axes.rend(); ++axis) {
    const std::size_t size = labels.size(*axis);
    const auto column = std::ranges::find(dimensions, *axis);
    if (column != dimensions.end()) found[static_cast<std::size_t>(column - dimensions.begin())] = labels.along(*axis).at(rest % size);
    rest /= size;
  }
  return found;
}

}  // namespace cellcast::output
