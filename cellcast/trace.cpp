#include "study/trace.hpp"

#include <limits>

#include "cellcast/source.hpp"
#include "cellcast/state.hpp"
#include "cellcast/translated.hpp"
#include "output/report/trace_rows.hpp"
#include "sim/plan/labels.hpp"
#include "study/find_output.hpp"

namespace cellcast {
namespace {

using Which = std::variant<std::uint64_t, AtQuantile>;

std::variant<std::uint64_t, sim::QuantileAddress> address_of(const Which& which, const config::Scenario& scenario) {
  if (const auto* const number = std::get_if<std::uint64_t>(&which)) return *number;
  const AtQuantile& at = std::get<AtQuantile>(which);
  if (!(at.probability > 0 && at.probability < 1))
    throw Error(Error::Kind::usage, "there is no quantile " + std::to_string(at.probability) + " (it lies between 0 and 1)");
  return study::quantile_address({at.variable, at.index, at.year, at.probability}, sim::labels(scenario));
}

std::vector<TracedInput> inputs_of(const output::TraceSubject& subject) {
  std::vector<TracedInput> inputs;
  for (std::size_t k = 0; k < subject.trial.inputs.size(); ++k) {
    const sim::Input& input = subject.plan->inputs[k];
    const sim::Draw& draw = subject.trial.inputs[k];
    const double share = subject.shares.empty() ? std::numeric_limits<double>::quiet_NaN() : subject.shares[k];
    inputs.push_back({input.name, input.unit, draw.value, draw.median, draw.probability, share});
  }
  return inputs;
}

std::vector<OutputValue> outputs_of(const output::TraceSubject& subject) {
  std::vector<OutputValue> outputs;
  const sim::Labels& labels = subject.plan->labels;
  for (std::size_t k = 0; k < labels.variables(); ++k) {
    const sim::Variable& variable = labels.variable(static_cast<sim::VariableId>(k));
    for (const output::TraceRow& row : output::trace_rows(*subject.plan, subject.trial, variable.id))
      for (std::size_t y = 0; y < row.values.size(); ++y)
        outputs.push_back({variable.name, row.index, sim::has_years(variable) ? labels.years[y] : 0, row.values[y]});
  }
  return outputs;
}

Trace traced(const study::Source& source, const Which& which, const RunOptions& options) {
  const Following following(options.watch);
  const study::Trace found = study::trace(source, address_of(which, source.scenario), machine_of(options), following.watch());
  const output::TraceSubject& subject = found.subject;
  return {subject.trial.index, subject.trials, subject.found ? std::optional(subject.found->rank) : std::nullopt, inputs_of(subject),
          outputs_of(subject)};
}

}  // namespace

Trace trace(const Scenario& scenario, const Which& which, const RunOptions& options) {
  return translated([&] { return traced(source_of(scenario), which, options); });
}

Trace trace(const Result& result, const Which& which, const RunOptions& options) {
  return translated([&] { return traced(source_of(result), which, options); });
}

}  // namespace cellcast
