#include <algorithm>
#include <bit>

#include "base/suggest.hpp"
#include "config/sweep/sweep_axes.hpp"

namespace cellcast::config {
namespace {

std::vector<std::string> axis_names(const Sweep& sweep) {
  std::vector<std::string> names;
  for (const SweepAxis& axis : sweep.axes) names.push_back(axis.name);
  return names;
}

void count_zip(Sweep& sweep, Report& report) {
  sweep.points = sweep.axes.empty() ? 0 : sweep.axes.front().values.size();
  for (const SweepAxis& axis : sweep.axes) {
    if (axis.values.size() == sweep.points || axis.values.empty() || sweep.points == 0) continue;  // without values: reported
    report.missing(
        axis.place, "axes." + axis.name,
        "axis `" + axis.name + "` has " + std::to_string(axis.values.size()) + " values, the first " + std::to_string(sweep.points),
        "\"zip\" takes them side by side", "give all axes as many values, or use \"grid\"");
  }
}

/// Each axis's value in a table with a key for each; what is wrong is reported.
std::vector<Node> values_of(const Node& table, const std::string& path, const Sweep& sweep, Report& report) {
  std::vector<Node> values;
  if (table.kind != Kind::table) {
    report.error(table.place, "`" + path + "` must be a table", "found " + describe(table), "give a value to each axis");
    return values;
  }
  refuse_unknown(table, axis_names(sweep), path, report);
  for (const SweepAxis& axis : sweep.axes) {
    const Node* value = table.find(axis.name);
    if (value == nullptr) {
      report.missing(table.place, path + "." + axis.name, "`" + path + "` lacks `" + axis.name + "`", "", "give a value to each axis");
    } else if (value->kind == Kind::table || value->kind == Kind::array) {
      report.error(value->place, "`" + path + "." + axis.name + "` must be a number, a text, a date, true or false",
                   "found " + describe(*value));
    } else {
      values.push_back(*value);
    }
  }
  if (values.size() != sweep.axes.size()) values.clear();
  return values;
}

void read_list(const Node& root, Sweep& sweep, Report& report) {
  const Node* points = root.find("points");
  if (points == nullptr || points->kind != Kind::array || points->children.empty())
    return report.missing(points == nullptr ? root.place : points->place, "points", "there are no points", "the design is \"list\"",
                          "write a table `[[points]]` for each, with a value for each axis");
  sweep.points = points->children.size();
  if (sweep.points > kMostPoints) return too_many_points(points->children[kMostPoints].place, report);
  for (const Node& point : points->children) {
    std::vector<Node> values = values_of(point, "points", sweep, report);
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (!sweep.axes[k].values.empty() && sweep.axes[k].values.front().is_number() != values[k].is_number())
        report.error(values[k].place, "the values of `axes." + sweep.axes[k].name + "` are not all numbers",
                     "found " + describe(values[k]));
      sweep.axes[k].values.push_back(std::move(values[k]));
    }
  }
}

void read_count(const Node& root, Sweep& sweep, Report& report) {
  const Node* points = root.find("points");
  if (points == nullptr)
    return report.missing(root.place, "points", "`points` is missing", "the design draws so many", "write `points = 256`");
  sweep.points = whole_number(*points, "points", 1, kMostPoints, report);
  if (sweep.design == SweepDesign::sobol && !std::has_single_bit(sweep.points))
    report.error(points->place, "`points` = " + std::to_string(sweep.points) + " is no power of two",
                 "a Sobol design is even at these only",
                 "write " + std::to_string(std::bit_floor(sweep.points)) + " or " + std::to_string(std::bit_ceil(sweep.points)));
}

}  // namespace

void read_points(const Node& root, Sweep& sweep, Report& report) {
  using enum SweepDesign;
  const bool is_counted = sweep.design == latin_hypercube || sweep.design == sobol;
  if (sweep.design == list) return read_list(root, sweep, report);
  if (is_counted) return read_count(root, sweep, report);
  if (const Node* points = root.find("points"))
    report.error(points->key, "`points` beside a grid or zip", "the axes' values make the points", "remove it, or use another design");
  if (sweep.design == zip) count_zip(sweep, report);
}

void read_base(const Node& root, Sweep& sweep, Report& report) {
  const Node* base = root.find("base");
  if (base == nullptr || sweep.axes.empty()) return;
  sweep.base_place = base->kind == Kind::table ? base->place : base->key;
  sweep.base = values_of(*base, "base", sweep, report);
}

}  // namespace cellcast::config
