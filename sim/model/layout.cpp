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
    case Axis::year:
      return years;
  }
  return 0;
}

Layout::Layout(const Sizes& sizes) {
  for (std::size_t v = 0; v < kVariables; ++v) {
    std::size_t cells = 1;
    for (const Axis axis : variables()[v].axes) cells *= sizes.along(axis);
    offsets_[v + 1] = offsets_[v] + cells;
  }
}

}  // namespace cellcast::sim
