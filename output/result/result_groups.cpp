#include "output/result/result_groups.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "output/files/stop.hpp"
#include "output/hdf5/columns.hpp"
#include "output/hdf5/group_writer.hpp"
#include "output/result/difference_group.hpp"
#include "output/result/ledger_group.hpp"
#include "output/result/origin.hpp"
#include "output/result/sensitivity_group.hpp"
#include "output/result/statistics.hpp"
#include "output/result/statistics_groups.hpp"
#include "output/result/update_group.hpp"

namespace cellcast::output {

namespace {

void add_input_coordinate(GroupWriter& group, const sim::Results& results) {
  group.coordinate({"input", "1", "uncertain input: its path in the scenario, or its shock"},
                   column(results.inputs, &sim::InputSummary::name));
  group.variable({"unit", "1", "unit of the input"}, {"input"}, column(results.inputs, &sim::InputSummary::unit));
}

/// The pairs of correlated inputs, and what became of them.
void add_correlations(GroupWriter& group, const std::vector<sim::CorrelationSummary>& correlations) {
  if (correlations.empty()) return;
  const std::vector<std::string> axes{"correlation"};
  group.coordinate({"correlation", "1", "index of the pair of correlated inputs"}, counting(correlations.size()));
  group.variable({"correlation_first", "1", "first input of the pair"}, axes, column(correlations, &sim::CorrelationSummary::first));
  group.variable({"correlation_second", "1", "second input of the pair"}, axes, column(correlations, &sim::CorrelationSummary::second));
  group.variable({"correlation_requested", "1", "rank correlation (Spearman) that the scenario asks for"}, axes,
                 column(correlations, &sim::CorrelationSummary::requested));
  group.variable({"correlation_achieved", "1", "rank correlation (Spearman) over trials"}, axes,
                 column(correlations, &sim::CorrelationSummary::achieved));
}

/// What a copula draws besides, and where in the design.
void add_copula_draws(GroupWriter& group, const std::vector<sim::CopulaDraw>& draws) {
  if (draws.empty()) return;
  group.coordinate({"copula_draw", "1", "draw of the copula for a group of correlated inputs, by the group's first name"},
                   column(draws, &sim::CopulaDraw::name));
  group.variable({"copula_dimension", "1", "dimension of the design that the copula's draw takes, from 1"}, {"copula_draw"},
                 column(draws, &sim::CopulaDraw::dimension));
}

void write_inputs(hid_t root, const sim::Results& results) {
  if (results.inputs.empty()) return;
  GroupWriter group(root, "inputs", "uncertain inputs and shocks, as drawn");
  add_input_coordinate(group, results);
  if (!results.probabilities.empty()) group.coordinate({"quantile", "1", "probability of the quantile"}, results.probabilities);
  group.variable({"distribution", "1", "distribution in the notation of a scenario"}, {"input"},
                 column(results.inputs, &sim::InputSummary::distribution));
  group.variable({"mean", "unit", "mean over trials"}, {"input"}, column(results.inputs, &sim::InputSummary::mean));
  group.variable({"sd", "unit", "standard deviation over trials"}, {"input"}, column(results.inputs, &sim::InputSummary::sd));
  const std::vector<std::int32_t> dimensions = column(results.inputs, &sim::InputSummary::dimension);
  if (dimensions.front() > 0)
    group.variable({"dimension", "1", "dimension of the design that the input takes, from 1"}, {"input"}, dimensions);
  if (group.has("quantile"))
    group.variable({"quantiles", "unit", "quantiles over trials"}, {"input", "quantile"},
                   matrix(results.inputs, &sim::InputSummary::quantiles));
  add_correlations(group, results.correlations);
  add_copula_draws(group, results.copula_draws);
  group.close();
}

void write_samples(hid_t root, const sim::Results& results, const std::atomic<bool>* stop) {
  if (results.samples == 0) return;
  GroupWriter group(root, "samples", "inputs and outputs of the leading trials", nullptr, stop);
  const Statistics statistics{results.labels, results.fields, results.probabilities};
  add_model_coordinates(group, statistics);
  group.coordinate({"trial", "1", "index of the trial"}, counting(results.samples));
  if (!results.inputs.empty()) {
    add_input_coordinate(group, results);
    group.variable({"inputs", "unit", "value of the input in the trial"}, {"input", "trial"},
                   matrix(results.inputs, &sim::InputSummary::samples));
  }
  add_sampled_fields(group, statistics);
  group.close();
}

void write_root_attributes(hid_t root, const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results) {
  write_origin_attributes(root, {scenario.name, scenario.title, scenario.sampling}, results);
  if (results.stop) {
    write_attribute(root, "stop_relative_error", results.stop->error.value);
    write_attribute(root, "stop_reached", results.stop->is_reached ? "true" : "false");
  }
  write_attribute(root, "scenario_sha256", base::hex(base::sha256(provenance.scenario_resolved)));
  write_attribute(root, "results_sha256", results_sha256(results.fields));
}

}  // namespace

void write_contents(hid_t root, const config::Scenario& scenario, const Provenance& provenance, const sim::Results& results,
                    const std::atomic<bool>* stop) {
  write_root_attributes(root, scenario, provenance, results);
  write_statistics(root, {results.labels, results.fields, results.probabilities});
  stop_if_told(stop);
  write_inputs(root, results);
  write_samples(root, results, stop);
  stop_if_told(stop);
  if (results.sensitivity) write_sensitivity(root, *results.sensitivity);
  if (results.update) write_update(root, *results.update, results);
  if (results.difference) write_difference(root, *results.difference, results);
  write_ledger(root, results.ledger);
  write_provenance(root, provenance);
}

}  // namespace cellcast::output
