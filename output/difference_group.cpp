#include "output/difference_group.hpp"

#include <cstdlib>

#include "output/statistics.hpp"
#include "output/statistics_groups.hpp"
#include "output/statistics_reader.hpp"

namespace cellcast::output {

namespace {

void write_variance_reduction(hid_t parent, const sim::Difference& difference, const Statistics& statistics) {
  GroupWriter group(parent, "variance_reduction", "variance of the difference of independent draws over that of the paired ones");
  add_model_coordinates(group, statistics);
  add_cells(group, statistics, difference.variance_reduction, {"", "1", "variance of independent draws over that of paired ones"});
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

void write_difference(hid_t root, const sim::Difference& difference, const sim::Results& results) {
  GroupWriter group(root, "difference", "this scenario minus the base of its batch, trial by trial under the same draws");
  write_attribute(group.id(), "base", difference.base);
  write_attribute(group.id(), "shared_inputs", difference.shared_inputs);
  write_attribute(group.id(), "results_sha256", results_sha256(difference.fields));
  if (!difference.fields.empty()) {
    const Statistics statistics{difference.labels, difference.fields, results.probabilities};
    write_statistics(group.id(), statistics);
    write_variance_reduction(group.id(), difference, statistics);
    write_samples(group.id(), statistics);
  }
  group.close();
}

sim::Difference read_difference(hid_t root, bool newer) {
  const GroupReader group(root, "difference");
  const std::map<std::string, std::string> attributes = read_attributes(group.id());
  const auto attribute = [&](const char* name) {
    const auto found = attributes.find(name);
    if (found == attributes.end()) throw h5::Error(std::string("difference: the attribute ") + name + " is missing");
    return found->second;
  };
  sim::Difference difference;
  difference.base = attribute("base");
  difference.shared_inputs = static_cast<std::int32_t>(std::strtol(attribute("shared_inputs").c_str(), nullptr, 10));
  StoredStatistics statistics = read_statistics(group.id(), newer);
  difference.labels = std::move(statistics.labels);
  difference.fields = std::move(statistics.fields);
  if (difference.fields.empty()) return difference;
  const GroupReader reduction(group.id(), "variance_reduction");
  for (const sim::Field& field : difference.fields)
    difference.variance_reduction.push_back(reduction.doubles(name_of(field), shape_of(difference.labels, field)));
  return difference;
}

}  // namespace cellcast::output
