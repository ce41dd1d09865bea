#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "output/result/sensitivity_indices.hpp"
#include "output/result/shape_statistics.hpp"
#include "output/result/shape_words.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

template <class Visitor, class Sensitivity, class Found, class Indices>
void visit_indices(Visitor& visit, Sensitivity& sensitivity, Found& found, std::span<const SensitivityIndex<Indices>> indices) {
  auto& fields = sensitivity.fields;
  for (const SensitivityIndex<Indices>& index : indices) {
    visit.group(index.group, index.meaning, [&] {
      visit_model(visit, sensitivity.labels, fields, any_field);
      visit.coordinate({"input", "1", "uncertain input or shock, or the shocks of one kind together"}, found.factors);
      auto& values = found.*index.values;
      fit(values, fields.size());
      for (std::size_t k = 0; k < fields.size(); ++k)
        visit.cells({"", index.is_share ? "1" : "", index.meaning}, "input", sensitivity.labels, fields[k], values[k]);
    });
  }
}

template <class Visitor, class Sensitivity>
void visit_sensitivity(Visitor& visit, Sensitivity& sensitivity) {
  visit.group("sensitivity", "what drives the outputs of a year", [&] {
    visit.attribute("trials", sensitivity.trials);
    visit_indices(visit, sensitivity, sensitivity.given_data, given_data_indices());
    if (!visit.has("sobol_total", sensitivity.design.has_value())) return;
    auto& design = value_of(sensitivity.design);
    visit.attribute("points", design.points);
    visit_indices(visit, sensitivity, design, design_indices());
  });
}

template <class Visitor, class Update, class Probabilities>
void visit_updated_inputs(Visitor& visit, Update& update, const Probabilities& probabilities) {
  using sim::UpdatedInput;
  auto& inputs = update.inputs;
  if (!visit.has("inputs", !inputs.empty())) return;
  visit.group("inputs", "uncertain inputs and shocks, as the observations have them", [&] {
    visit.rows({"input", "1", "uncertain input: its path in the scenario, or its shock"}, inputs, &UpdatedInput::name);
    const bool has_quantiles = visit.has("quantile", !probabilities.empty());
    if (has_quantiles) visit.coordinate(quantile_axis(), probabilities);
    visit.column({"mean", "unit", "mean over weighted trials"}, "input", inputs, &UpdatedInput::mean);
    visit.column({"sd", "unit", "standard deviation over weighted trials"}, "input", inputs, &UpdatedInput::sd);
    visit.column({"shift", "1", "shift of the mean, in standard deviations of the input before"}, "input", inputs, &UpdatedInput::shift);
    if (has_quantiles)
      visit.matrix({"quantiles", "unit", "quantiles over weighted trials"}, {"input", "quantile"}, inputs, &UpdatedInput::quantiles);
  });
}

template <class Visitor, class Observations>
void visit_observations(Visitor& visit, Observations& observations) {
  using sim::ObservationSummary;
  const auto column = [&](const char* name, const char* long_name, auto member, const char* units = "1") {
    visit.column({name, units, long_name}, "observation", observations, member);
  };
  visit.group("observations", "what was observed, and what trials say of it before and after", [&] {
    visit.rows({"observation", "1", "index of the observation"}, observations);
    column("variable", "output variable that was observed", &ObservationSummary::variable);
    column("index", "its labels but the year", &ObservationSummary::index);
    column("observed_year", "its year", &ObservationSummary::year, "year");
    column("relative", "1 where the error is normal on the logarithm", &ObservationSummary::relative);
    column("value", "what was observed", &ObservationSummary::value);
    column("sd", "standard deviation of its error; of its logarithm where relative", &ObservationSummary::sd);
    column("prior_mean", "mean over all trials", &ObservationSummary::prior_mean);
    column("prior_sd", "standard deviation over all trials", &ObservationSummary::prior_sd);
    column("prior_place", "share of trials below the observed value", &ObservationSummary::prior_place);
    column("mean", "mean over weighted trials", &ObservationSummary::mean);
    column("sd_after", "standard deviation over weighted trials", &ObservationSummary::sd_after);
  });
}

/// `probabilities` are those of the run's quantiles.
template <class Visitor, class Update>
void visit_update(Visitor& visit, Update& update, const std::vector<double>& probabilities) {
  visit.group("updated", "the same trials, weighted by how well they agree with the observations", [&] {
    visit.attribute("effective_trials", update.effective_trials);
    visit.digest(update.fields, update.digest);
    visit_statistics(visit, update.labels, update.fields, probabilities);
    visit_updated_inputs(visit, update, probabilities);
    visit_observations(visit, update.observations);
  });
}

template <class Visitor, class Difference>
void visit_variance_reduction(Visitor& visit, Difference& difference) {
  visit.group("variance_reduction", "variance of the difference of independent draws over that of the paired ones", [&] {
    visit_model(visit, difference.labels, difference.fields, any_field);
    fit(difference.variance_reduction, difference.fields.size());
    for (std::size_t k = 0; k < difference.fields.size(); ++k)
      visit.cells({"", "1", "variance of independent draws over that of paired ones"}, "", difference.labels, difference.fields[k],
                  difference.variance_reduction[k]);
  });
}

/// The shifts of a field's medians, [cell][change]; `first` is the number of its first cell among those of all fields. Empty where they are
/// still to be read.
inline std::vector<double> shifts_of(const sim::Difference& difference, std::size_t first, std::size_t cells) {
  std::vector<double> shifts;
  if (difference.changes.empty() || difference.changes.front().shift.size() < first + cells) return shifts;
  for (std::size_t cell = 0; cell < cells; ++cell)
    for (const sim::AttributedChange& change : difference.changes) shifts.push_back(change.shift.at(first + cell));
  return shifts;
}

inline void set_shifts(sim::Difference& difference, std::size_t first, std::size_t cells, const std::vector<double>& shifts) {
  const std::size_t changes = difference.changes.size();
  for (std::size_t k = 0; k < changes; ++k) {
    std::vector<double>& all = difference.changes[k].shift;
    all.resize(std::max(all.size(), first + cells));
    for (std::size_t cell = 0; cell < cells; ++cell) all[first + cell] = shifts[cell * changes + k];
  }
}

/// What each change alone does to the medians; last, under an empty path, all that no change does alone.
template <class Visitor, class Difference>
void visit_median_shift(Visitor& visit, Difference& difference) {
  using sim::AttributedChange;
  auto& changes = difference.changes;
  if (!visit.has("median_shift", !changes.empty())) return;
  static constexpr CellWords kShift{"", "", "shift of the median"};
  visit.group("median_shift", "what each change of the scenario alone does to the medians", [&] {
    visit_model(visit, difference.labels, difference.fields, any_field);
    visit.rows({"change", "1", "index of the change; the last is what no change does alone"}, changes);
    visit.column({"change_path", "1", "key or table that differs; empty for all that no change does alone"}, "change", changes,
                 &AttributedChange::path);
    visit.column({"change_base", "1", "its value in the base"}, "change", changes, &AttributedChange::base);
    visit.column({"change_later", "1", "its value in this scenario"}, "change", changes, &AttributedChange::later);
    std::size_t first = 0;
    for (auto& field : difference.fields) {
      if constexpr (kIsFilled<Difference>) {
        std::vector<double> shifts = shifts_of(difference, first, field.cells);
        visit.cells(kShift, "change", difference.labels, field, shifts);
        set_shifts(difference, first, field.cells, shifts);
      } else {
        visit.cells(kShift, "change", difference.labels, field,
                    [&difference, first, cells = field.cells] { return shifts_of(difference, first, cells); });
      }
      first += field.cells;
    }
  });
}

template <class Visitor, class Difference>
void visit_difference_samples(Visitor& visit, Difference& difference) {
  auto& fields = difference.fields;
  const sim::Field& any = fields.front();
  std::size_t samples = any.samples.empty() ? 0 : any.samples.size() / any.cells;
  if (!visit.has("samples", samples > 0)) return;
  visit.group("samples", "differences of the leading trials", [&] {
    visit_model(visit, difference.labels, fields, any_field);
    visit.counting({"trial", "1", "index of the trial"}, samples);
    visit_sampled_fields(visit, difference.labels, fields);
  });
}

/// `probabilities` are those of the run's quantiles.
template <class Visitor, class Difference>
void visit_difference(Visitor& visit, Difference& difference, const std::vector<double>& probabilities) {
  visit.group("difference", "this scenario minus the base of its batch, trial by trial under the same draws", [&] {
    visit.attribute("base", difference.base);
    visit.attribute("shared_inputs", difference.shared_inputs);
    visit.digest(difference.fields, difference.digest);
    visit_statistics(visit, difference.labels, difference.fields, probabilities);
    if (difference.fields.empty()) return;
    visit_variance_reduction(visit, difference);
    visit_median_shift(visit, difference);
    visit_difference_samples(visit, difference);
  });
}

}  // namespace cellcast::output
