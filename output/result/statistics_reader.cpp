#include "output/result/statistics_reader.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "output/result/statistics.hpp"

namespace cellcast::output {

namespace {

sim::Labels read_labels(const GroupReader& group) {
  const auto labels = [&](const char* name) {
    return group.has(name) ? group.texts(name, {group.length(name)}) : std::vector<std::string>();
  };
  sim::Labels result;
  result.segments = labels("segment");
  result.markets = labels("market");
  result.chemistries = labels("chemistry");
  result.materials = labels("material");
  result.drivers = labels("driver");
  result.driver_units = labels("driver_unit");
  if (result.driver_units.size() != result.drivers.size()) throw h5::Error("driver and driver_unit differ in length");
  if (group.has("year"))
    for (const std::int64_t year : group.integers("year", {group.length("year")})) result.years.push_back(static_cast<std::int32_t>(year));
  return result;
}

bool is_coordinate(const std::string& name) {
  static const std::vector<std::string> kNames{"segment", "market", "chemistry", "material", "driver", "driver_unit", "year", "input"};
  return std::ranges::find(kNames, name) != kNames.end();
}

/// One field, still empty, for each variable of the group.
std::vector<sim::Field> list_fields(const GroupReader& mean, const sim::Labels& labels, bool newer) {
  std::vector<sim::Field> fields;
  for (const std::string& name : mean.names()) {
    if (is_coordinate(name)) continue;
    const auto id = sim::find_variable(name);
    if (!id && newer) continue;
    if (!id) throw h5::Error("unknown variable " + name);
    sim::Field field{};
    field.id = *id;
    const Shape shape = shape_of(labels, field);
    field.cells = std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
    fields.push_back(std::move(field));
  }
  return fields;
}

void read_values(hid_t parent, StoredStatistics& results, const PointSelection* point) {
  for (const Statistic& statistic : cell_statistics()) {
    const GroupReader group(parent, statistic.group, point);
    for (sim::Field& field : results.fields) field.*statistic.values = group.doubles(name_of(field), shape_of(results.labels, field));
  }
  if (!GroupReader::exists(parent, "quantiles")) return;
  for (const Statistic& statistic : quantile_statistics()) {
    const GroupReader group(parent, statistic.group, point);
    const std::size_t quantiles = group.length("quantile");
    results.probabilities = group.doubles("quantile", {quantiles});
    for (sim::Field& field : results.fields)
      field.*statistic.values = group.doubles(name_of(field), shape_of(results.labels, field, quantiles));
  }
}

void read_exceedance(hid_t parent, StoredStatistics& results, const PointSelection* point) {
  if (!GroupReader::exists(parent, "exceedance")) return;
  const GroupReader group(parent, "exceedance", point);
  for (sim::Field& field : results.fields) {
    const std::string threshold = "threshold_" + name_of(field);
    if (!group.has(threshold)) continue;
    field.thresholds = group.doubles(threshold, {group.length(threshold)});
    field.exceedance = group.doubles(name_of(field), shape_of(results.labels, field, field.thresholds.size()));
  }
}

void read_histogram(hid_t parent, StoredStatistics& results, const PointSelection* point) {
  const GroupReader group(parent, "histogram", point);
  for (sim::Field& field : results.fields) {
    field.histogram = group.integers(name_of(field), shape_of(results.labels, field, sim::kHistogramBins));
    field.histogram_edges = group.doubles(name_of(field) + "_edges", shape_of(results.labels, field, sim::kHistogramBins + 1));
  }
}

}  // namespace

Shape shape_of(const sim::Labels& labels, const sim::Field& field, std::size_t last) {
  Shape shape;
  for (const sim::Axis axis : sim::variable(field.id).axes) shape.push_back(labels.size(axis));
  if (last != 0) shape.push_back(last);
  return shape;
}

std::string name_of(const sim::Field& field) { return std::string(sim::variable(field.id).name); }

StoredCells read_cells(const GroupReader& group, bool newer) {
  StoredCells cells;
  cells.labels = read_labels(group);
  cells.fields = list_fields(group, cells.labels, newer);
  if (!cells.fields.empty() && cells.labels.years.empty()) throw h5::Error("mean has no years");
  return cells;
}

StoredStatistics read_statistics(hid_t parent, bool newer, const PointSelection* point) {
  StoredStatistics results;
  if (!GroupReader::exists(parent, "mean")) return results;
  const GroupReader mean(parent, "mean", point);
  StoredCells cells = read_cells(mean, newer);
  results.labels = std::move(cells.labels);
  results.fields = std::move(cells.fields);
  read_values(parent, results, point);
  read_exceedance(parent, results, point);
  read_histogram(parent, results, point);
  return results;
}

}  // namespace cellcast::output
