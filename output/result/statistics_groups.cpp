#include "output/result/statistics_groups.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "output/result/statistics.hpp"

namespace cellcast::output {

namespace {

using FieldFilter = std::function<bool(const sim::Field&)>;

Description describe(const sim::Variable& variable, bool has_missing = false) {
  return {std::string(variable.name), std::string(variable.unit), std::string(variable.long_name), has_missing};
}

Description describe_as(const sim::Field& field, const std::string& suffix, const std::string& units, const std::string& what) {
  const sim::Variable& variable = sim::variable(field.id);
  return {std::string(variable.name) + suffix, units, what + ": " + std::string(variable.long_name)};
}

std::vector<std::string> axes_of(const sim::Field& field, const std::string& last = "") {
  std::vector<std::string> axes;
  for (const sim::Axis axis : sim::variable(field.id).axes) axes.emplace_back(sim::name(axis));
  if (!last.empty()) axes.push_back(last);
  return axes;
}

/// The copies of the model's coordinates that the variables of a group need; readers of netCDF-4 do not look into other groups.
void add_model_coordinates(GroupWriter& group, const Statistics& statistics, const FieldFilter& holds) {
  struct Coordinate {
    sim::Axis axis;
    const char* long_name;
  };
  static constexpr Coordinate kTexts[] = {{sim::Axis::segment, "segment of the battery market"},
                                          {sim::Axis::market, "destination of the batteries"},
                                          {sim::Axis::chemistry, "cell chemistry"},
                                          {sim::Axis::material, "battery material"},
                                          {sim::Axis::driver, "driver of demand, segment.driver"}};
  const auto needed = [&](sim::Axis axis) {
    return std::ranges::any_of(statistics.fields, [&](const sim::Field& field) {
      return holds(field) && std::ranges::count(sim::variable(field.id).axes, axis) > 0;
    });
  };
  for (const Coordinate& text : kTexts)
    if (needed(text.axis)) group.coordinate({std::string(sim::name(text.axis)), "1", text.long_name}, statistics.labels.along(text.axis));
  if (needed(sim::Axis::year)) group.coordinate({"year", "year", "calendar year"}, statistics.labels.years);
  if (needed(sim::Axis::driver)) group.variable({"driver_unit", "1", "unit of driver_level"}, {"driver"}, statistics.labels.driver_units);
}

bool any_field(const sim::Field&) { return true; }

void write_cell_statistics(hid_t parent, const Statistics& statistics) {
  for (const Statistic& statistic : cell_statistics()) {
    GroupWriter group(parent, statistic.group, statistic.meaning, statistics.points);
    add_model_coordinates(group, statistics, any_field);
    for (const sim::Field& field : statistics.fields)
      group.result(describe(sim::variable(field.id)), axes_of(field), field.*statistic.values);
    group.close();
  }
}

void write_quantile_statistics(hid_t parent, const Statistics& statistics) {
  for (const Statistic& statistic : quantile_statistics()) {
    GroupWriter group(parent, statistic.group, statistic.meaning, statistics.points);
    add_model_coordinates(group, statistics, any_field);
    group.coordinate({"quantile", "1", "probability of the quantile"}, statistics.probabilities);
    for (const sim::Field& field : statistics.fields)
      group.result(describe(sim::variable(field.id), statistic.has_missing), axes_of(field, "quantile"), field.*statistic.values);
    group.close();
  }
}

void write_exceedance(hid_t parent, const Statistics& statistics) {
  const FieldFilter holds = [](const sim::Field& field) { return !field.thresholds.empty(); };
  if (std::ranges::none_of(statistics.fields, holds)) return;
  GroupWriter group(parent, "exceedance", "probability that a variable exceeds a threshold, P(X > threshold)", statistics.points);
  add_model_coordinates(group, statistics, holds);
  for (const sim::Field& field : statistics.fields) {
    if (!holds(field)) continue;
    const sim::Variable& variable = sim::variable(field.id);
    const std::string threshold = "threshold_" + std::string(variable.name);
    group.coordinate({threshold, std::string(variable.unit), "threshold: " + std::string(variable.long_name)}, field.thresholds);
    group.result(describe_as(field, "", "1", "probability that it exceeds the threshold"), axes_of(field, threshold), field.exceedance);
  }
  group.close();
}

void write_histogram(hid_t parent, const Statistics& statistics) {
  GroupWriter group(parent, "histogram", "numbers of trials between bin edges", statistics.points);
  add_model_coordinates(group, statistics, any_field);
  group.coordinate({"bin", "1", "index of the bin, which lies between the edges bin and bin + 1"}, counting(sim::kHistogramBins));
  group.coordinate({"edge", "1", "index of the edge"}, counting(sim::kHistogramBins + 1));
  for (const sim::Field& field : statistics.fields) {
    const std::string units(sim::variable(field.id).unit);
    group.result(describe_as(field, "", "1", "trials in the bin"), axes_of(field, "bin"), field.histogram);
    group.result(describe_as(field, "_edges", units, "edges of the bins"), axes_of(field, "edge"), field.histogram_edges);
  }
  group.close();
}

}  // namespace

void write_statistics(hid_t parent, const Statistics& statistics) {
  if (statistics.fields.empty()) return;
  write_cell_statistics(parent, statistics);
  if (!statistics.probabilities.empty()) write_quantile_statistics(parent, statistics);
  write_exceedance(parent, statistics);
  write_histogram(parent, statistics);
}

void add_cells(GroupWriter& group, const Statistics& statistics, const std::string& last, const std::vector<std::vector<double>>& values,
               const std::string& meaning, const std::string& units) {
  for (std::size_t v = 0; v < statistics.fields.size(); ++v) {
    const sim::Field& field = statistics.fields[v];
    const std::string own(sim::variable(field.id).unit);
    group.result(describe_as(field, "", units.empty() ? own : units, meaning), axes_of(field, last), values[v]);
  }
}

void add_model_coordinates(GroupWriter& group, const Statistics& statistics) { add_model_coordinates(group, statistics, any_field); }

void add_sampled_fields(GroupWriter& group, const Statistics& statistics) {
  for (const sim::Field& field : statistics.fields)
    group.variable(describe(sim::variable(field.id)), axes_of(field, "trial"), field.samples);
}

}  // namespace cellcast::output
