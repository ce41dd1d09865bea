#include "sim/model/labels.hpp"

#include <algorithm>

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
    case Axis::submarket:
      return submarkets;
    case Axis::split:
      return splits;
    case Axis::producer:
      return producers;
    case Axis::rank:
      return ranks;
    case Axis::year:
      break;
  }
  std::vector<std::string> texts;
  for (const std::int32_t year : years) texts.push_back(std::to_string(year));
  return texts;
}

std::size_t Labels::size(Axis axis) const {
  switch (axis) {
    case Axis::segment:
      return segments.size();
    case Axis::market:
      return markets.size();
    case Axis::chemistry:
      return chemistries.size();
    case Axis::material:
      return materials.size();
    case Axis::driver:
      return drivers.size();
    case Axis::submarket:
      return submarkets.size();
    case Axis::split:
      return splits.size();
    case Axis::producer:
      return producers.size();
    case Axis::rank:
      return ranks.size();
    case Axis::year:
      break;
  }
  return years.size();
}

std::optional<VariableId> Labels::find_variable(std::string_view name) const {
  if (const auto found = std::ranges::find(derived, name, &Variable::name); found != derived.end()) return found->id;
  return sim::find_variable(name);
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

std::string year_text(int year) { return year == 0 ? "" : std::to_string(year); }

std::string cell_text(std::string_view variable, const CellName& cell) {
  return std::string(variable) + (cell.index.empty() ? "" : " " + cell.index) + (cell.year == 0 ? "" : " in " + year_text(cell.year));
}

bool has_years(const Variable& variable) { return std::ranges::find(variable.axes, Axis::year) != variable.axes.end(); }

std::vector<std::string> indices(const Labels& labels, const Variable& variable) {
  Labels one_year = labels;
  if (!labels.years.empty()) one_year.years = {labels.years.front()};
  std::vector<std::string> result;
  for (const CellName& cell : cell_names(one_year, variable)) result.push_back(cell.index);
  return result;
}

namespace {

/// Of axes whose labels are of two words: such an axis stands alone beside the year.
bool has_dot(Axis axis) { return axis == Axis::driver || axis == Axis::submarket || axis == Axis::split; }

}  // namespace

std::optional<std::size_t> find_cell(const Labels& labels, const Variable& variable, const std::string& index, int year) {
  std::size_t cell = 0;
  std::string read;  // of the index
  for (const Axis axis : variable.axes) {
    std::string label = std::to_string(year);
    if (axis != Axis::year) {
      const std::size_t start = std::min(read.size() + (read.empty() ? 0 : 1), index.size());
      const std::size_t dot = has_dot(axis) ? index.size() : index.find('.', start);
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
