#include "output/result_groups.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "cellcast/version.hpp"
#include "output/group_writer.hpp"
#include "output/ledger_group.hpp"
#include "output/sha256.hpp"
#include "output/statistics.hpp"
#include "sim/random/uniform.hpp"

namespace cellcast::output {

namespace {

using FieldFilter = std::function<bool(const sim::Field&)>;

std::string method_name(config::Method method) {
  switch (method) {
    case config::Method::monte_carlo:
      return "monte-carlo";
    case config::Method::latin_hypercube:
      return "latin-hypercube";
    case config::Method::sobol:
      return "sobol";
  }
  throw std::logic_error("unknown sampling method");
}

/// 0, 1, 2, ...: coordinates that only count.
std::vector<std::int32_t> counting(std::size_t length) {
  std::vector<std::int32_t> numbers(length);
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

Description describe(const sim::Variable& variable) {
  return {std::string(variable.name), std::string(variable.unit), std::string(variable.long_name)};
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
void add_model_coordinates(GroupWriter& group, const sim::Results& results, const FieldFilter& holds) {
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
    return std::ranges::any_of(results.fields, [&](const sim::Field& field) {
      return holds(field) && std::ranges::count(sim::variable(field.id).axes, axis) > 0;
    });
  };
  for (const Coordinate& text : kTexts)
    if (needed(text.axis)) group.coordinate({std::string(sim::name(text.axis)), "1", text.long_name}, results.labels.along(text.axis));
  if (needed(sim::Axis::year)) group.coordinate({"year", "year", "calendar year"}, results.labels.years);
  if (needed(sim::Axis::driver)) group.variable({"driver_unit", "1", "unit of driver_level"}, {"driver"}, results.labels.driver_units);
}

bool any_field(const sim::Field&) { return true; }

void write_cell_statistics(hid_t root, const sim::Results& results) {
  for (const Statistic& statistic : cell_statistics()) {
    GroupWriter group(root, statistic.group, statistic.meaning);
    add_model_coordinates(group, results, any_field);
    for (const sim::Field& field : results.fields)
      group.variable(describe(sim::variable(field.id)), axes_of(field), field.*statistic.values);
    group.close();
  }
}

void write_quantile_statistics(hid_t root, const sim::Results& results) {
  for (const Statistic& statistic : quantile_statistics()) {
    GroupWriter group(root, statistic.group, statistic.meaning);
    add_model_coordinates(group, results, any_field);
    group.coordinate({"quantile", "1", "probability of the quantile"}, results.probabilities);
    for (const sim::Field& field : results.fields)
      group.variable(describe(sim::variable(field.id)), axes_of(field, "quantile"), field.*statistic.values);
    group.close();
  }
}

void write_exceedance(hid_t root, const sim::Results& results) {
  const FieldFilter holds = [](const sim::Field& field) { return !field.thresholds.empty(); };
  if (std::ranges::none_of(results.fields, holds)) return;
  GroupWriter group(root, "exceedance", "probability that a variable exceeds a threshold, P(X > threshold)");
  add_model_coordinates(group, results, holds);
  for (const sim::Field& field : results.fields) {
    if (!holds(field)) continue;
    const sim::Variable& variable = sim::variable(field.id);
    const std::string threshold = "threshold_" + std::string(variable.name);
    group.coordinate({threshold, std::string(variable.unit), "threshold: " + std::string(variable.long_name)}, field.thresholds);
    group.variable(describe_as(field, "", "1", "probability that it exceeds the threshold"), axes_of(field, threshold), field.exceedance);
  }
  group.close();
}

void write_histogram(hid_t root, const sim::Results& results) {
  GroupWriter group(root, "histogram", "numbers of trials between bin edges");
  add_model_coordinates(group, results, any_field);
  group.coordinate({"bin", "1", "index of the bin, which lies between the edges bin and bin + 1"}, counting(sim::kHistogramBins));
  group.coordinate({"edge", "1", "index of the edge"}, counting(sim::kHistogramBins + 1));
  for (const sim::Field& field : results.fields) {
    const std::string units(sim::variable(field.id).unit);
    group.variable(describe_as(field, "", "1", "trials in the bin"), axes_of(field, "bin"), field.histogram);
    group.variable(describe_as(field, "_edges", units, "edges of the bins"), axes_of(field, "edge"), field.histogram_edges);
  }
  group.close();
}

std::vector<std::string> texts(const sim::Results& results, std::string sim::InputSummary::*member) {
  std::vector<std::string> column;
  for (const sim::InputSummary& input : results.inputs) column.push_back(input.*member);
  return column;
}

std::vector<double> numbers(const sim::Results& results, double sim::InputSummary::*member) {
  std::vector<double> column;
  for (const sim::InputSummary& input : results.inputs) column.push_back(input.*member);
  return column;
}

std::vector<double> rows(const sim::Results& results, std::vector<double> sim::InputSummary::*member) {
  std::vector<double> matrix;
  for (const sim::InputSummary& input : results.inputs) matrix.insert(matrix.end(), (input.*member).begin(), (input.*member).end());
  return matrix;
}

void add_input_coordinate(GroupWriter& group, const sim::Results& results) {
  group.coordinate({"input", "1", "uncertain input: its path in the scenario, or its shock"}, texts(results, &sim::InputSummary::name));
  group.variable({"unit", "1", "unit of the input"}, {"input"}, texts(results, &sim::InputSummary::unit));
}

/// The pairs of correlated inputs, and what became of them.
void add_correlations(GroupWriter& group, const std::vector<sim::CorrelationSummary>& correlations) {
  if (correlations.empty()) return;
  std::vector<std::string> first, second;
  std::vector<double> requested, achieved;
  for (const sim::CorrelationSummary& pair : correlations) {
    first.push_back(pair.first);
    second.push_back(pair.second);
    requested.push_back(pair.requested);
    achieved.push_back(pair.achieved);
  }
  const std::vector<std::string> axes{"correlation"};
  group.coordinate({"correlation", "1", "index of the pair of correlated inputs"}, counting(correlations.size()));
  group.variable({"correlation_first", "1", "first input of the pair"}, axes, first);
  group.variable({"correlation_second", "1", "second input of the pair"}, axes, second);
  group.variable({"correlation_requested", "1", "rank correlation (Spearman) that the scenario asks for"}, axes, requested);
  group.variable({"correlation_achieved", "1", "rank correlation (Spearman) over trials"}, axes, achieved);
}

void write_inputs(hid_t root, const sim::Results& results) {
  if (results.inputs.empty()) return;
  GroupWriter group(root, "inputs", "uncertain inputs and shocks, as drawn");
  add_input_coordinate(group, results);
  if (!results.probabilities.empty()) group.coordinate({"quantile", "1", "probability of the quantile"}, results.probabilities);
  group.variable({"distribution", "1", "distribution in the notation of a scenario"}, {"input"},
                 texts(results, &sim::InputSummary::distribution));
  group.variable({"mean", "unit", "mean over trials"}, {"input"}, numbers(results, &sim::InputSummary::mean));
  group.variable({"sd", "unit", "standard deviation over trials"}, {"input"}, numbers(results, &sim::InputSummary::sd));
  std::vector<std::int32_t> dimensions;
  for (const sim::InputSummary& input : results.inputs) dimensions.push_back(input.dimension);
  if (dimensions.front() > 0)
    group.variable({"dimension", "1", "dimension of the design that the input takes, from 1"}, {"input"}, dimensions);
  if (group.has("quantile"))
    group.variable({"quantiles", "unit", "quantiles over trials"}, {"input", "quantile"}, rows(results, &sim::InputSummary::quantiles));
  add_correlations(group, results.correlations);
  group.close();
}

void write_samples(hid_t root, const sim::Results& results) {
  if (results.samples == 0) return;
  GroupWriter group(root, "samples", "inputs and outputs of the leading trials");
  add_model_coordinates(group, results, any_field);
  group.coordinate({"trial", "1", "index of the trial"}, counting(results.samples));
  if (!results.inputs.empty()) {
    add_input_coordinate(group, results);
    group.variable({"inputs", "unit", "value of the input in the trial"}, {"input", "trial"}, rows(results, &sim::InputSummary::samples));
  }
  for (const sim::Field& field : results.fields) group.variable(describe(sim::variable(field.id)), axes_of(field, "trial"), field.samples);
  group.close();
}

void write_provenance(hid_t root, const Provenance& provenance) {
  GroupWriter group(root, "provenance", "what the results were made from and with");
  const auto add = [&](const char* name, const char* long_name, const std::string& text) {
    group.variable({name, "1", long_name}, {}, std::span(&text, 1));
  };
  add("scenario", "scenario file as read", provenance.scenario_text);
  add("resolved", "scenario with every default and override, and the final trials", provenance.scenario_resolved);
  if (!provenance.repaired_correlations.empty())
    add("repaired_correlations", "correlations replaced by the nearest valid ones", provenance.repaired_correlations);
  add("program_version", "version of cellcast", kVersion);
  add("compiler", "compiler that built it", kCompiler);
  group.close();
}

void write_root_attributes(hid_t root, const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results) {
  write_attribute(root, "Conventions", "CF-1.10");
  write_attribute(root, "title", scenario.title);
  write_attribute(root, "name", scenario.name);
  write_attribute(root, "cellcast_format", kFormatVersion);
  write_attribute(root, "cellcast_version", kVersion);
  write_attribute(root, "rng_contract", sim::kRngContract);
  write_attribute(root, "seed", std::to_string(scenario.sampling.seed));
  write_attribute(root, "trials", std::to_string(results.trials));
  write_attribute(root, "method", method_name(scenario.sampling.method));
  write_attribute(root, "replicates", scenario.sampling.replicates);
  write_attribute(root, "confidence_factor", results.confidence_factor);
  if (results.stop) {
    write_attribute(root, "stop_relative_error", results.stop->relative_error);
    write_attribute(root, "stop_reached", results.stop->is_reached ? "true" : "false");
  }
  write_attribute(root, "scenario_sha256", hex(sha256(provenance.scenario_resolved)));
  write_attribute(root, "results_sha256", results_sha256(results));
}

}  // namespace

void write_contents(hid_t root, const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results) {
  write_root_attributes(root, scenario, provenance, results);
  if (!results.fields.empty()) {
    write_cell_statistics(root, results);
    if (!results.probabilities.empty()) write_quantile_statistics(root, results);
    write_exceedance(root, results);
    write_histogram(root, results);
  }
  write_inputs(root, results);
  write_samples(root, results);
  write_ledger(root, results.ledger);
  write_provenance(root, provenance);
}

}  // namespace cellcast::output
