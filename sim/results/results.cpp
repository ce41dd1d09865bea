#include "sim/results/results.hpp"

namespace cellcast::sim {

std::vector<std::string> Labels::along(Axis axis) const {
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
      break;
  }
  std::vector<std::string> texts;
  for (const std::int32_t year : years) texts.push_back(std::to_string(year));
  return texts;
}

std::vector<CellName> cell_names(const Labels& labels, const Variable& variable) {
  std::vector<CellName> names(1);
  for (const Axis axis : variable.axes) {
    std::vector<CellName> longer;
    for (const CellName& name : names) {
      if (axis == Axis::year) {
        for (const int year : labels.years) longer.push_back({name.index, year});
      } else {
        for (const std::string& label : labels.along(axis))
          longer.push_back({name.index + (name.index.empty() ? "" : ".") + label, name.year});
      }
    }
    names = std::move(longer);
  }
  return names;
}

std::string cell_text(std::string_view variable, const CellName& cell) {
  return std::string(variable) + (cell.index.empty() ? "" : " " + cell.index) + " in " + std::to_string(cell.year);
}

std::size_t Labels::size(Axis axis) const { return along(axis).size(); }

}  // namespace cellcast::sim
