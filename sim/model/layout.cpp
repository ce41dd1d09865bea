#include "sim/model/layout.hpp"

namespace cellcast::sim {

std::size_t Sizes::along(Axis axis) const {
  switch (axis) {
    case Axis::segment:
      return segments;
    case Axis::market:
      return markets;
    case Axis::chemistry:
      return chemistries;
    case Axis::material:
      return materials;
    case Axis::driver:
      return drivers;
    case Axis::submarket:
      return submarkets;
    case Axis::split:
      return splits;
    case Axis::producer:
      return producers;
    case Axis::rank:
      return ranks;
    case Axis::year:
      return years;
  }
  return 0;
}

Layout::Layout(const Sizes& sizes, std::span<const std::size_t> derived_cells) {
  for (std::size_t v = 0; v < kVariables; ++v) {
    const Variable& variable = variables()[v];
    std::size_t cells = sizes.has(variable.table) ? 1 : 0;
    for (const Axis axis : variable.axes) cells *= sizes.along(axis);
    offsets_[v + 1] = offsets_[v] + cells;
    strides_[v] = cells == 0 ? 0 : cells / sizes.along(variable.axes.front());
  }
  if (derived_cells.empty()) return;
  derived_ = {offsets_[kVariables]};
  for (const std::size_t cells : derived_cells) derived_.push_back(derived_.back() + cells);
}

}  // namespace cellcast::sim
