#include "output/result/sensitivity_group.hpp"

#include <cstdlib>

#include "output/result/sensitivity_indices.hpp"
#include "output/result/statistics_groups.hpp"
#include "output/result/statistics_reader.hpp"

namespace cellcast::output {

namespace {

template <class Indices>
void write(hid_t parent, const sim::Sensitivity& sensitivity, const Indices& indices, std::span<const SensitivityIndex<Indices>> all) {
  static const std::vector<double> kNone;
  const Statistics statistics{sensitivity.labels, sensitivity.fields, kNone};
  for (const SensitivityIndex<Indices>& index : all) {
    GroupWriter group(parent, index.group, index.meaning);
    add_model_coordinates(group, statistics);
    group.coordinate({"input", "1", "uncertain input or shock, or the shocks of one kind together"}, indices.factors);
    add_cells(group, statistics, "input", indices.*index.values, index.meaning, index.is_share ? "1" : "");
    group.close();
  }
}

template <class Indices>
void read(hid_t parent, const sim::Sensitivity& sensitivity, Indices& indices, std::span<const SensitivityIndex<Indices>> all) {
  for (const SensitivityIndex<Indices>& index : all) {
    const GroupReader group(parent, index.group);
    for (const sim::Field& field : sensitivity.fields)
      (indices.*index.values).push_back(group.doubles(name_of(field), shape_of(sensitivity.labels, field, indices.factors.size())));
  }
}

std::vector<std::string> factors_of(const GroupReader& group) { return group.texts("input", {group.length("input")}); }

}  // namespace

void write_sensitivity(hid_t root, const sim::Sensitivity& sensitivity) {
  GroupWriter group(root, "sensitivity", "what drives the outputs of a year");
  write_attribute(group.id(), "trials", std::to_string(sensitivity.trials));
  write(group.id(), sensitivity, sensitivity.given_data, given_data_indices());
  if (sensitivity.design) {
    write_attribute(group.id(), "points", std::to_string(sensitivity.design->points));
    write(group.id(), sensitivity, *sensitivity.design, design_indices());
  }
  group.close();
}

sim::Sensitivity read_sensitivity(hid_t root, bool newer) {
  const GroupReader group(root, "sensitivity");
  const std::map<std::string, std::string> attributes = read_attributes(group.id());
  const auto number = [&](const char* name) {
    const auto found = attributes.find(name);
    return found == attributes.end() ? 0 : std::strtoull(found->second.c_str(), nullptr, 10);
  };
  sim::Sensitivity sensitivity;
  sensitivity.trials = number("trials");
  const GroupReader first(group.id(), "first_order");
  StoredCells cells = read_cells(first, newer);
  sensitivity.labels = std::move(cells.labels);
  sensitivity.fields = std::move(cells.fields);
  sensitivity.given_data.factors = factors_of(first);
  read(group.id(), sensitivity, sensitivity.given_data, given_data_indices());
  if (!group.has("sobol_total")) return sensitivity;
  sim::DesignIndices& design = sensitivity.design.emplace();
  design.points = number("points");
  design.factors = factors_of(GroupReader(group.id(), "sobol_total"));
  read(group.id(), sensitivity, design, design_indices());
  return sensitivity;
}

}  // namespace cellcast::output
