#pragma once

#include "output/result/shape_statistics.hpp"
#include "output/result/shape_words.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// The axis of inputs, and their units.
template <class Visitor, class Inputs>
void visit_input_axis(Visitor& visit, Inputs& inputs) {
  visit.rows({"input", "1", "uncertain input: its path in the scenario, or its shock"}, inputs, &sim::InputSummary::name);
  visit.column({"unit", "1", "unit of the input"}, "input", inputs, &sim::InputSummary::unit);
}

template <class Visitor, class Correlations>
void visit_correlations(Visitor& visit, Correlations& correlations) {
  using sim::CorrelationSummary;
  if (!visit.has("correlation", !correlations.empty())) return;
  const auto column = [&](const char* name, const char* long_name, auto member) {
    visit.column({name, "1", long_name}, "correlation", correlations, member);
  };
  visit.rows({"correlation", "1", "index of the pair of correlated inputs"}, correlations);
  column("correlation_first", "first input of the pair", &CorrelationSummary::first);
  column("correlation_second", "second input of the pair", &CorrelationSummary::second);
  column("correlation_requested", "rank correlation (Spearman) that the scenario asks for", &CorrelationSummary::requested);
  column("correlation_achieved", "rank correlation (Spearman) over trials", &CorrelationSummary::achieved);
}

/// What a copula draws besides, and where in the design.
template <class Visitor, class Draws>
void visit_copula_draws(Visitor& visit, Draws& draws) {
  if (!visit.has("copula_draw", !draws.empty())) return;
  visit.rows({"copula_draw", "1", "draw of the copula for a group of correlated inputs, by the group's first name"}, draws,
             &sim::CopulaDraw::name);
  visit.column({"copula_dimension", "1", "dimension of the design that the copula's draw takes, from 1"}, "copula_draw", draws,
               &sim::CopulaDraw::dimension);
}

template <class Visitor, class Results>
void visit_inputs(Visitor& visit, Results& results) {
  using sim::InputSummary;
  auto& inputs = results.inputs;
  if (!visit.has("inputs", !inputs.empty())) return;
  visit.group("inputs", "uncertain inputs and shocks, as drawn", [&] {
    visit_input_axis(visit, inputs);
    const bool has_quantiles = visit.has("quantile", !results.probabilities.empty());
    if (has_quantiles) visit.coordinate(quantile_axis(), results.probabilities);
    visit.column({"distribution", "1", "distribution in the notation of a scenario"}, "input", inputs, &InputSummary::distribution);
    visit.column({"mean", "unit", "mean over trials"}, "input", inputs, &InputSummary::mean);
    visit.column({"sd", "unit", "standard deviation over trials"}, "input", inputs, &InputSummary::sd);
    if (visit.has("dimension", !inputs.empty() && inputs.front().dimension > 0))
      visit.column({"dimension", "1", "dimension of the design that the input takes, from 1"}, "input", inputs, &InputSummary::dimension);
    if (has_quantiles)
      visit.matrix({"quantiles", "unit", "quantiles over trials"}, {"input", "quantile"}, inputs, &InputSummary::quantiles);
    visit_correlations(visit, results.correlations);
    visit_copula_draws(visit, results.copula_draws);
  });
}

template <class Visitor, class Results>
void visit_samples(Visitor& visit, Results& results) {
  if (!visit.has("samples", results.samples > 0)) return;
  visit.group("samples", "inputs and outputs of the leading trials", [&] {
    visit_model(visit, results.labels, results.fields, any_field);
    visit.counting({"trial", "1", "index of the trial"}, results.samples);
    if (!results.inputs.empty()) {
      visit_input_axis(visit, results.inputs);
      visit.matrix({"inputs", "unit", "value of the input in the trial"}, {"input", "trial"}, results.inputs,
                   &sim::InputSummary::samples);
    }
    visit_sampled_fields(visit, results.labels, results.fields);
  });
}

}  // namespace cellcast::output
