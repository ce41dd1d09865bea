#pragma once

#include "output/result/shape_inputs.hpp"

namespace cellcast::output {

/// The group `inputs` of a sweep's file, see shape.hpp: uncertain inputs at each point. A point that has one of them set to a number has
/// not-a-numbers there.
template <class Visitor, class Results>
void visit_point_inputs(Visitor& visit, Results& results) {
  using sim::InputSummary;
  auto& inputs = results.inputs;
  if (!visit.has("inputs", !inputs.empty())) return;
  visit.group("inputs", "uncertain inputs and shocks, as drawn", [&] {
    visit_input_axis(visit, inputs);
    visit.column({"mean", "unit", "mean over trials", true}, "input", inputs, &InputSummary::mean);
    visit.column({"sd", "unit", "standard deviation over trials", true}, "input", inputs, &InputSummary::sd);
    if (!visit.has("quantile", !results.probabilities.empty())) return;
    visit.coordinate(quantile_axis(), results.probabilities);
    visit.matrix({"quantiles", "unit", "quantiles over trials", true}, {"input", "quantile"}, inputs, &InputSummary::quantiles);
  });
}

}  // namespace cellcast::output
