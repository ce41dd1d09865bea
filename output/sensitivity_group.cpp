#include "output/sensitivity_group.hpp"

#include <array>
#include <cstdlib>

#include "output/statistics_groups.hpp"
#include "output/statistics_reader.hpp"

namespace cellcast::output {

namespace {

using Table = std::vector<std::vector<double>>;

/// A group below `sensitivity`, of a number for each output and factor.
struct Index {
  const char* group;
  const char* meaning;
  bool is_share;  ///< else in the output's own unit
  Table* values;
};

std::vector<Index> given_data(sim::Sensitivity& s) {
  return {{"first_order", "first-order share of the variance, Var(E[Y | input]) / Var(Y)", true, &s.given_data.first_order},
          {"first_order_low", "lower end of its 95 % confidence interval", true, &s.given_data.low},
          {"first_order_high", "upper end of its 95 % confidence interval", true, &s.given_data.high},
          {"spearman", "rank correlation (Spearman) with the input", true, &s.spearman},
          {"mean_low", "mean where the input is in its lowest tenth", false, &s.mean_low},
          {"mean_high", "mean where the input is in its highest tenth", false, &s.mean_high}};
}

std::vector<Index> of_design(sim::SensitivityDesign& d) {
  return {{"sobol_first_order", "first-order share of the variance, by a design", true, &d.first.first_order},
          {"sobol_first_order_low", "lower end of its 95 % confidence interval", true, &d.first.low},
          {"sobol_first_order_high", "upper end of its 95 % confidence interval", true, &d.first.high},
          {"sobol_total", "total share of the variance, E[Var(Y | all other inputs)] / Var(Y)", true, &d.total},
          {"sobol_total_low", "lower end of its 95 % confidence interval", true, &d.low},
          {"sobol_total_high", "upper end of its 95 % confidence interval", true, &d.high}};
}

void write(hid_t parent, const sim::Sensitivity& sensitivity, const std::vector<std::string>& factors, const std::vector<Index>& indices) {
  static const std::vector<double> kNone;
  const Statistics statistics{sensitivity.labels, sensitivity.fields, kNone};
  for (const Index& index : indices) {
    GroupWriter group(parent, index.group, index.meaning);
    add_model_coordinates(group, statistics);
    group.coordinate({"input", "1", "uncertain input or shock, or the shocks of one kind together"}, factors);
    add_cells(group, statistics, "input", *index.values, index.meaning, index.is_share ? "1" : "");
    group.close();
  }
}

void read(hid_t parent, const sim::Sensitivity& sensitivity, std::size_t factors, const std::vector<Index>& indices) {
  for (const Index& index : indices) {
    const GroupReader group(parent, index.group);
    for (const sim::Field& field : sensitivity.fields)
      index.values->push_back(group.doubles(name_of(field), shape_of(sensitivity.labels, field, factors)));
  }
}

std::vector<std::string> factors_of(const GroupReader& group) { return group.texts("input", {group.length("input")}); }

}  // namespace

void write_sensitivity(hid_t root, const sim::Sensitivity& sensitivity) {
  sim::Sensitivity tables = sensitivity;
  GroupWriter group(root, "sensitivity", "what drives the outputs of a year");
  write_attribute(group.id(), "trials", std::to_string(tables.trials));
  write(group.id(), tables, tables.given_data.factors, given_data(tables));
  if (tables.design) {
    write_attribute(group.id(), "points", std::to_string(tables.design->points));
    write(group.id(), tables, tables.design->first.factors, of_design(*tables.design));
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
  read(group.id(), sensitivity, sensitivity.given_data.factors.size(), given_data(sensitivity));
  if (!group.has("sobol_total")) return sensitivity;
  sim::SensitivityDesign& design = sensitivity.design.emplace();
  design.points = number("points");
  design.first.factors = factors_of(GroupReader(group.id(), "sobol_total"));
  read(group.id(), sensitivity, design.first.factors.size(), of_design(design));
  return sensitivity;
}

}  // namespace cellcast::output
