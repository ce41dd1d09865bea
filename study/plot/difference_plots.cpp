#include <algorithm>
#include <cmath>

#include "chart/charts/histogram.hpp"
#include "chart/charts/waterfall.hpp"
#include "study/plot/atoms.hpp"
#include "study/plot/charts.hpp"
#include "study/plot/csv_rows.hpp"

namespace cellcast::study {
namespace {

const sim::Difference& difference_of(const View& view) {
  if (!view.results().difference) throw PlotError("the result has no difference from another scenario (run both together, the base first)");
  return *view.results().difference;
}

/// The curve of the difference that the request is about.
Curve difference_curve(const View& view, const sim::Difference& difference) {
  const Curve own = wanted_curve(view);
  const std::vector<Curve> curves = curves_of(difference.labels, difference.fields, own.variable->name);
  const Curve* found = find_curve(curves, own.index);
  if (found == nullptr) throw PlotError("no difference of " + own.variable->name + " (the base has no such output)");
  return *found;
}

std::string change_name(const View& view, const sim::AttributedChange& change) {
  if (change.path.empty()) return "together, beyond the sum";
  const std::string values = change.base.empty() ? change.later : change.later.empty() ? "removed" : change.base + " → " + change.later;
  const bool is_short = values.size() < 24 && values.find('\n') == std::string::npos;
  return view.names.input(change.path) + (is_short ? ", " + values : "");
}

}  // namespace

Plot difference_plot(const View& view) {
  const sim::Difference& difference = difference_of(view);
  const Curve curve = difference_curve(view, difference);
  const auto [year, cell] = wanted_cell(view, curve);
  const sim::Field& field = *curve.field;
  const Distribution own = distribution_of(field, cell, view.results().probabilities, static_cast<double>(view.results().trials));
  const chart::FanYear values = fan_year(view, field, {year, cell});
  chart::HistogramChart chart = histogram_of(own, curve.quantity);
  chart.split = 0;
  const bool is_constant = field.min[cell] == field.max[cell];
  if (!is_constant) chart.marks.push_back({values.median, view.levels.middle, false});
  if (!is_constant && field.max[cell] > 0 && field.min[cell] < 0) {
    chart.strong_from = 0;
    chart.strong_to = field.max[cell];
    chart.strong_name = "above 0";
  }
  const double above = field.exceedance.size() > cell ? field.exceedance[cell * field.thresholds.size()] : 0;
  const std::string what = view.names.output(*curve.variable, curve.index), name = plot_name(curve, year, "difference");
  std::string title = "Against " + difference.base + ", " + chart::within(what) + chart::in_year(year);
  if (is_constant)
    title += field.min[cell] == 0 ? " does not change in any trial"
                                  : " changes by " + chart::signed_amount(field.min[cell], curve.quantity) + " in every trial";
  else
    title += " changes by " + chart::signed_amount(values.median, curve.quantity) + " (" + view.levels.middle + "); it is higher in " +
             chart::percent(above) + " of the trials";
  chart.words = words_of(view, name, title,
                         "Difference trial by trial, under the same draws" +
                             (curve.quantity.unit == "1" ? "" : ", " + curve.quantity.unit) + ": share of the trials");
  CsvRows rows{"low", "high", "share"};
  for (std::size_t k = 0; k < own.shares.size(); ++k) rows.add(own.edges[k]).add(own.edges[k + 1]).add(own.shares[k]).end();
  return {name, chart.words.title, chart::histogram(chart), rows.text()};
}

Plot attribution_plot(const View& view) {
  const sim::Difference& difference = difference_of(view);
  if (difference.changes.empty()) throw PlotError("the result does not say which change moves its medians (too many changes, or none)");
  if (!view.levels.median) throw PlotError("no medians to draw (the run keeps no quantile 0.5) add it to `outputs.quantiles`");
  const Curve curve = difference_curve(view, difference);
  const auto [year, cell] = wanted_cell(view, curve);
  std::size_t place = cell;
  for (const sim::Field& field : difference.fields) {
    if (&field == curve.field) break;
    place += field.cells;
  }
  const std::vector<Curve> own = curves_of(view.results().labels, view.results().fields, curve.variable->name);
  const Curve* same = find_curve(own, curve.index);
  double to = 0;
  for (const auto& [its_year, its_cell] : same->cells)
    if (its_year == year) to = fan_year(view, *same->field, {year, its_cell}).median;

  chart::WaterfallChart chart;
  chart.quantity = curve.quantity;
  chart.to_name = attribute_of(view.stored, "name");
  chart.from_name = difference.base;
  chart.to = chart.from = to;
  CsvRows rows{"change", "base", "later", "shift_of_median"};
  const sim::AttributedChange* largest = nullptr;
  for (const sim::AttributedChange& change : difference.changes) {
    const double shift = change.shift.at(place);
    rows.add(change.path).add(change.base).add(change.later).add(shift).end();
    chart.from -= shift;
    chart.steps.push_back({change_name(view, change), shift});
    if (!change.path.empty() && (largest == nullptr || std::fabs(shift) > std::fabs(largest->shift.at(place)))) largest = &change;
  }
  std::ranges::stable_sort(
      chart.steps.begin(), chart.steps.end() - (difference.changes.back().path.empty() ? 1 : 0),
      [](const chart::WaterfallStep& a, const chart::WaterfallStep& b) { return std::fabs(a.change) > std::fabs(b.change); });
  constexpr std::size_t kMost = 12;
  if (chart.steps.size() > kMost + 1) {
    chart::WaterfallStep others{std::to_string(chart.steps.size() - kMost) + " others", 0};
    for (std::size_t k = kMost; k < chart.steps.size(); ++k) others.change += chart.steps[k].change;
    chart.steps.resize(kMost);
    chart.steps.push_back(others);
  }
  const std::string what = view.names.output(*curve.variable, curve.index), name = plot_name(curve, year, "attribution");
  std::string title = "The median of " + chart::within(what) + chart::in_year(year) + " moves by " +
                      chart::signed_amount(chart.to - chart.from, curve.quantity);
  if (largest != nullptr)
    title += ", of which " + chart::signed_amount(largest->shift.at(place), curve.quantity) + " by " + change_name(view, *largest);
  chart.words = words_of(
      view, name, title,
      "What each change of the scenario alone does to the median" + (curve.quantity.unit == "1" ? "" : ", " + curve.quantity.unit));
  return {name, chart.words.title, chart::waterfall(chart), rows.text()};
}

}  // namespace cellcast::study
