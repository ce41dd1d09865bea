#include "output/result_reader.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "output/group_reader.hpp"
#include "output/ledger_group.hpp"
#include "output/statistics.hpp"
#include "output/verified_file.hpp"

namespace cellcast::output {

namespace {

std::uint64_t number(const std::map<std::string, std::string>& attributes, const std::string& name) {
  const auto found = attributes.find(name);
  if (found == attributes.end()) throw h5::Error("the attribute " + name + " is missing");
  const std::string& text = found->second;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) throw h5::Error("the attribute " + name + " is not a number: " + text);
  return value;
}

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
  static const std::vector<std::string> kNames{"segment", "market", "chemistry", "material", "driver", "driver_unit", "year"};
  return std::ranges::find(kNames, name) != kNames.end();
}

/// Shape of a field over its model axes, with another axis at the end if `last` is not 0.
Shape shape_of(const sim::Labels& labels, const sim::Field& field, std::size_t last = 0) {
  Shape shape;
  for (const sim::Axis axis : sim::variable(field.id).axes) shape.push_back(labels.size(axis));
  if (last != 0) shape.push_back(last);
  return shape;
}

std::string name_of(const sim::Field& field) { return std::string(sim::variable(field.id).name); }

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

void read_statistics(hid_t root, sim::Results& results) {
  for (const Statistic& statistic : cell_statistics()) {
    const GroupReader group(root, statistic.group);
    for (sim::Field& field : results.fields) field.*statistic.values = group.doubles(name_of(field), shape_of(results.labels, field));
  }
  if (!GroupReader::exists(root, "quantiles")) return;
  for (const Statistic& statistic : quantile_statistics()) {
    const GroupReader group(root, statistic.group);
    const std::size_t quantiles = group.length("quantile");
    results.probabilities = group.doubles("quantile", {quantiles});
    for (sim::Field& field : results.fields)
      field.*statistic.values = group.doubles(name_of(field), shape_of(results.labels, field, quantiles));
  }
}

void read_exceedance(hid_t root, sim::Results& results) {
  if (!GroupReader::exists(root, "exceedance")) return;
  const GroupReader group(root, "exceedance");
  for (sim::Field& field : results.fields) {
    const std::string threshold = "threshold_" + name_of(field);
    if (!group.has(threshold)) continue;
    field.thresholds = group.doubles(threshold, {group.length(threshold)});
    field.exceedance = group.doubles(name_of(field), shape_of(results.labels, field, field.thresholds.size()));
  }
}

void read_histogram(hid_t root, sim::Results& results) {
  const GroupReader group(root, "histogram");
  for (sim::Field& field : results.fields) {
    field.histogram = group.integers(name_of(field), shape_of(results.labels, field, sim::kHistogramBins));
    field.histogram_edges = group.doubles(name_of(field) + "_edges", shape_of(results.labels, field, sim::kHistogramBins + 1));
  }
}

std::vector<double> row(const std::vector<double>& matrix, std::size_t index, std::size_t length) {
  const auto begin = matrix.begin() + static_cast<std::ptrdiff_t>(index * length);
  return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(length));
}

void read_correlations(const GroupReader& inputs, sim::Results& results) {
  if (!inputs.has("correlation")) return;
  const std::size_t count = inputs.length("correlation");
  const std::vector<std::string> first = inputs.texts("correlation_first", {count}), second = inputs.texts("correlation_second", {count});
  const std::vector<double> requested = inputs.doubles("correlation_requested", {count}),
                            achieved = inputs.doubles("correlation_achieved", {count});
  for (std::size_t k = 0; k < count; ++k) results.correlations.push_back({first[k], second[k], requested[k], achieved[k]});
}

void read_inputs(hid_t root, sim::Results& results) {
  if (!GroupReader::exists(root, "inputs")) return;
  const GroupReader group(root, "inputs");
  const std::size_t count = group.length("input");
  const std::size_t probabilities = group.has("quantile") ? group.length("quantile") : 0;
  const std::vector<std::string> names = group.texts("input", {count}), distributions = group.texts("distribution", {count}),
                                 units = group.texts("unit", {count});
  const std::vector<double> means = group.doubles("mean", {count}), sds = group.doubles("sd", {count});
  const std::vector<double> quantiles = probabilities ? group.doubles("quantiles", {count, probabilities}) : std::vector<double>();
  const std::vector<std::int64_t> dimensions =
      group.has("dimension") ? group.integers("dimension", {count}) : std::vector<std::int64_t>(count);
  for (std::size_t i = 0; i < count; ++i)
    results.inputs.push_back({names[i],
                              distributions[i],
                              units[i],
                              means[i],
                              sds[i],
                              row(quantiles, i, probabilities),
                              {},
                              static_cast<std::int32_t>(dimensions[i])});
  read_correlations(group, results);
}

void read_samples(hid_t root, sim::Results& results) {
  if (!GroupReader::exists(root, "samples")) return;
  const GroupReader group(root, "samples");
  const std::size_t samples = group.length("trial");
  results.samples = samples;
  for (sim::Field& field : results.fields) field.samples = group.doubles(name_of(field), shape_of(results.labels, field, samples));
  if (results.inputs.empty()) return;
  const std::vector<double> values = group.doubles("inputs", {results.inputs.size(), samples});
  for (std::size_t i = 0; i < results.inputs.size(); ++i) results.inputs[i].samples = row(values, i, samples);
}

StoredResult read_contents(hid_t root, bool newer, Samples samples) {
  StoredResult stored;
  stored.attributes = read_attributes(root);
  sim::Results& results = stored.results;
  results.trials = number(stored.attributes, "trials");
  if (GroupReader::exists(root, "mean")) {
    const GroupReader mean(root, "mean");
    results.labels = read_labels(mean);
    results.fields = list_fields(mean, results.labels, newer);
    if (!results.fields.empty() && results.labels.years.empty()) throw h5::Error("mean has no years");
    read_statistics(root, results);
    read_exceedance(root, results);
    read_histogram(root, results);
  }
  read_inputs(root, results);
  if (samples == Samples::read) read_samples(root, results);
  results.ledger = read_ledger(root);
  const GroupReader provenance(root, "provenance");
  const auto text = [&](const char* name) { return provenance.texts(name, {}).front(); };
  stored.provenance = {text("scenario"), text("resolved"),
                       provenance.has("repaired_correlations") ? text("repaired_correlations") : std::string()};
  stored.program_version = text("program_version");
  stored.compiler = text("compiler");
  return stored;
}

}  // namespace

StoredResult read_result(const std::string& path, Samples samples) {
  try {
    const VerifiedFile file(path);
    const h5::Group root(H5Gopen2(file.hdf5(), "/", H5P_DEFAULT), "cannot open the root group");
    StoredResult stored = read_contents(root.id(), file.block().minor > kFormatMinor, samples);
    file.check_unchanged();
    return stored;
  } catch (const h5::Error& error) {
    const auto kind = error.system_error() != 0 ? ReadError::Kind::io : ReadError::Kind::data;
    throw ReadError(kind, path + ": cannot be used (" + error.what() + ")");
  }
}

}  // namespace cellcast::output
