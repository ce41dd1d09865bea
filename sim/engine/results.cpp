#include "sim/engine/results.hpp"

namespace cellcast::sim {

std::vector<std::string> Labels::along(Axis axis) const {
  switch (axis) {
    case Axis::segment: return segments;
    case Axis::market: return markets;
    case Axis::chemistry: return chemistries;
    case Axis::material: return materials;
    case Axis::driver: return drivers;
    case Axis::year: break;
  }
  std::vector<std::string> texts;
  for (const std::int32_t year : years) texts.push_back(std::to_string(year));
  return texts;
}

std::size_t Labels::size(Axis axis) const { return along(axis).size(); }

}  // namespace cellcast::sim
