#include "output/result/difference_group.hpp"

#include <cstdlib>

#include "output/result/statistics.hpp"
#include "output/result/statistics_groups.hpp"
#include "output/result/statistics_reader.hpp"

namespace cellcast::output {

namespace {

/// [field][cell][change]
std::vector<std::vector<double>> shifts(const sim::Difference& difference) {
  std::vector<std::vector<double>> result;
  std::size_t first = 0;
  for (const sim::Field& field : difference.fields) {
    std::vector<double>& values = result.emplace_back();
    for (std::size_t cell = 0; cell < field.cells; ++cell)
      for (const sim::AttributedChange& change : difference.changes) values.push_back(change.shift[first + cell]);
    first += field.cells;
  }
  return result;
}

/// The same, read back.
void read_median_shift(hid_t parent, sim::Difference& difference) {
  if (!GroupReader::exists(parent, "median_shift")) return;
  const GroupReader group(parent, "median_shift");
  const std::size_t changes = group.length("change");
  if (changes == 0) throw h5::Error("median_shift has no changes");
  const std::vector<std::string> paths = group.texts("change_path", {changes}), base = group.texts("change_base", {changes}),
                                 later = group.texts("change_later", {changes});
  for (std::size_t k = 0; k < changes; ++k) difference.changes.push_back({paths[k], base[k], later[k], {}});
  for (const sim::Field& field : difference.fields) {
    const std::vector<double> values = group.doubles(name_of(field), shape_of(difference.labels, field, changes));
    for (std::size_t i = 0; i < values.size(); ++i) difference.changes[i % changes].shift.push_back(values[i]);
  }
}

/// What each change alone does to the medians; last, under an empty path, all that no change does alone.
void write_median_shift(hid_t parent, const sim::Difference& difference, const Statistics& statistics) {
  if (difference.changes.empty()) return;
  GroupWriter group(parent, "median_shift", "what each change of the scenario alone does to the medians");
  add_model_coordinates(group, statistics);
  std::vector<std::string> paths, base, later;
  for (const sim::AttributedChange& change : difference.changes) {
    paths.push_back(change.path);
    base.push_back(change.base);
    later.push_back(change.later);
  }
  group.coordinate({"change", "1", "index of the change; the last is what no change does alone"}, counting(paths.size()));
  group.variable({"change_path", "1", "key or table that differs; empty for all that no change does alone"}, {"change"}, paths);
  group.variable({"change_base", "1", "its value in the base"}, {"change"}, base);
  group.variable({"change_later", "1", "its value in this scenario"}, {"change"}, later);
  add_cells(group, statistics, "change", shifts(difference), "shift of the median");
  group.close();
}

void write_samples(hid_t parent, const Statistics& statistics) {
  const sim::Field& field = statistics.fields.front();
  const std::size_t samples = field.samples.size() / field.cells;
  if (samples == 0) return;
  GroupWriter group(parent, "samples", "differences of the leading trials");
  add_model_coordinates(group, statistics);
  group.coordinate({"trial", "1", "index of the trial"}, counting(samples));
  add_sampled_fields(group, statistics);
  group.close();
}

}  // namespace

void write_variance_reduction(hid_t parent, const sim::Difference& difference, const Statistics& statistics) {
  GroupWriter group(parent, "variance_reduction", "variance of the difference of independent draws over that of the paired ones",
                    statistics.points);
  add_model_coordinates(group, statistics);
  add_cells(group, statistics, "", difference.variance_reduction, "variance of independent draws over that of paired ones", "1");
  group.close();
}

void write_difference(hid_t root, const sim::Difference& difference, const sim::Results& results) {
  GroupWriter group(root, "difference", "this scenario minus the base of its batch, trial by trial under the same draws");
  write_attribute(group.id(), "base", difference.base);
  write_attribute(group.id(), "shared_inputs", difference.shared_inputs);
  write_attribute(group.id(), "results_sha256", results_sha256(difference.fields));
  if (!difference.fields.empty()) {
    const Statistics statistics{difference.labels, difference.fields, results.probabilities};
    write_statistics(group.id(), statistics);
    write_variance_reduction(group.id(), difference, statistics);
    write_median_shift(group.id(), difference, statistics);
    write_samples(group.id(), statistics);
  }
  group.close();
}

sim::Difference read_difference(hid_t root, bool newer, const std::vector<double>& probabilities) {
  const GroupReader group(root, "difference");
  const std::map<std::string, std::string> attributes = read_attributes(group.id());
  const auto attribute = [&](const char* name) {
    const auto found = attributes.find(name);
    if (found == attributes.end()) throw h5::Error(std::string("difference: the attribute ") + name + " is missing");
    return found->second;
  };
  sim::Difference difference;
  difference.digest = attribute("results_sha256");
  difference.base = attribute("base");
  difference.shared_inputs = static_cast<std::int32_t>(std::strtol(attribute("shared_inputs").c_str(), nullptr, 10));
  StoredStatistics statistics = read_statistics(group.id(), newer);
  difference.labels = std::move(statistics.labels);
  difference.fields = std::move(statistics.fields);
  if (difference.fields.empty()) return difference;
  if (statistics.probabilities != probabilities) throw h5::Error("difference has other quantiles than the run");
  for (const sim::Field& field : difference.fields)
    if (field.thresholds.size() != 1) throw h5::Error("difference has no probability that " + name_of(field) + " is above zero");
  const GroupReader reduction(group.id(), "variance_reduction");
  for (const sim::Field& field : difference.fields)
    difference.variance_reduction.push_back(reduction.doubles(name_of(field), shape_of(difference.labels, field)));
  read_median_shift(group.id(), difference);
  return difference;
}

}  // namespace cellcast::output
