#include <algorithm>
#include <cmath>

#include "chart/charts/histogram.hpp"
#include "study/plot/atoms.hpp"
#include "study/plot/charts.hpp"
#include "study/plot/csv_rows.hpp"

namespace cellcast::study {
namespace {

constexpr std::size_t kMostReadings = 7;

struct Beneath {
  std::optional<Distribution> distribution;
  std::string name;
};

/// Another scenario's distribution of the same output, or what the run found before the observations.
Beneath beneath_of(const View& view, const Curve& curve, int year) {
  const auto of = [&](const sim::Results& results) -> std::optional<Distribution> {
    const std::vector<Curve> curves = curves_of(results.labels, results.fields, curve.variable->name);
    const Curve* same = find_curve(curves, curve.index);
    if (same == nullptr) return std::nullopt;
    for (const auto& [its_year, cell] : same->cells)
      if (its_year == year) return distribution_of(*same->field, cell, results.probabilities, static_cast<double>(results.trials));
    return std::nullopt;
  };
  if (view.request.beside != nullptr) return {of(view.request.beside->results), view.request.beside_name};
  if (view.is_updated()) return {of(view.results()), "before the observations"};
  return {};
}

/// Claims of the year with their exact places where the run has them, thresholds with their exact exceedances, and what happened.
std::vector<chart::Reading> readings_of(const View& view, const Curve& curve, std::pair<int, std::size_t> cell,
                                        const std::vector<chart::ExceedancePoint>& points) {
  std::vector<chart::Reading> readings;
  const auto add = [&](const chart::Reading& reading) {
    const bool is_known = std::ranges::any_of(readings, [&](const chart::Reading& other) { return other.value == reading.value; });
    if (!is_known && readings.size() < kMostReadings) readings.push_back(reading);
  };
  for (const chart::Published& published : published_of(view, curve)) {
    if (published.year != cell.first) continue;
    chart::Reading reading{published.value, chart::probability_at(points, published.value), published.name, false, true};
    for (const sim::ClaimSummary& claim : view.results().ledger.claims) {
      const bool is_same = claim.variable == curve.variable->name && claim.index == curve.index && claim.year == cell.first &&
                           claimed_value(claim) == published.value;
      if (view.is_updated() || !published.is_outlook || !is_same || std::isnan(claim.percentile)) continue;
      reading.probability = 1 - claim.percentile;
      reading.is_strict = true;
    }
    add(reading);
  }
  const std::vector<double>& thresholds = curve.field->thresholds;
  for (std::size_t k = 0; k < thresholds.size(); ++k)
    add({thresholds[k], curve.field->exceedance[cell.second * thresholds.size() + k], "", true, false});
  std::ranges::stable_sort(readings, [](const chart::Reading& a, const chart::Reading& b) { return a.value < b.value; });
  return readings;
}

/// Without a figure to hold against: round values between the outer quantiles.
void add_round_values(std::vector<chart::Reading>& readings, const std::vector<chart::ExceedancePoint>& points) {
  double low = 0, high = 0;
  bool is_first = true;
  for (const chart::ExceedancePoint& point : points) {
    if (point.probability > 0.95 || point.probability < 0.05) continue;
    low = is_first ? point.value : std::min(low, point.value);
    high = is_first ? point.value : std::max(high, point.value);
    is_first = false;
  }
  if (!(high > low)) return;
  for (const double value : chart::ticks(low, high, 4).values)
    readings.push_back({value, chart::probability_at(points, value), "", false, false});
}

std::string exceedance_title(const View& view, const Curve& curve, int year, const std::vector<chart::Reading>& readings, double low,
                             double high) {
  const std::string what = view.names.output(*curve.variable, curve.index);
  if (low == high) return what + chart::in_year(year) + " is " + chart::with_unit(low, curve.quantity) + " in every trial";
  if (readings.empty())
    return what + chart::in_year(year) + ": between " + chart::amount(low, curve.quantity) + " and " +
           chart::with_unit(high, curve.quantity);
  const chart::Reading& first = readings.front();
  return what + chart::in_year(year) + ": the chance of " + (first.is_strict ? "more than " : "at least ") +
         chart::with_unit(first.value, curve.quantity) + " is " + chart::percent(first.probability);
}

std::string atoms_note(const std::vector<Atom>& atoms, const chart::Quantity& quantity) {
  constexpr std::size_t kMost = 4;
  std::vector<Atom> largest = atoms;
  std::ranges::stable_sort(largest, [](const Atom& a, const Atom& b) { return a.share > b.share; });
  std::string text;
  for (std::size_t k = 0; k < std::min(kMost, largest.size()); ++k)
    text += (text.empty() ? "Values that many trials share: " : ", ") + chart::percent(largest[k].share) + " at " +
            chart::amount(largest[k].value, quantity);
  return text.empty() ? "" : text + (largest.size() > kMost ? " and others." : ".");
}

}  // namespace

Plot exceedance_plot(const View& view) {
  const Curve curve = wanted_curve(view);
  const auto cell = wanted_cell(view, curve);
  const Distribution own = distribution_of(*curve.field, cell.second, view.results().probabilities, view.trials());
  const Beneath beneath = beneath_of(view, curve, cell.first);
  chart::ExceedanceChart chart;
  chart.quantity = curve.quantity;
  chart.curve = exceedance_of(own);
  if (beneath.distribution) chart.other = exceedance_of(*beneath.distribution);
  chart.other_name = beneath.name;
  chart.readings = readings_of(view, curve, cell, chart.curve);
  if (chart.readings.empty()) add_round_values(chart.readings, chart.curve);
  const std::string name = plot_name(curve, cell.first, "exceedance");
  const std::string title =
      exceedance_title(view, curve, cell.first, chart.readings, curve.field->min[cell.second], curve.field->max[cell.second]);
  chart.words = words_of(view, name, title,
                         "Probability of at least so much" + (curve.quantity.unit == "1" ? std::string() : ", " + curve.quantity.unit),
                         atoms_note(own.atoms, curve.quantity));
  CsvRows rows{"value", "probability_at_least"};
  for (const chart::ExceedancePoint& point : chart.curve) rows.add(point.value).add(point.probability).end();
  return {name, chart.words.title, chart::exceedance(chart), rows.text()};
}

Plot histogram_plot(const View& view) {
  const Curve curve = wanted_curve(view);
  const auto cell = wanted_cell(view, curve);
  const Distribution own = distribution_of(*curve.field, cell.second, view.results().probabilities, view.trials());
  const Beneath beneath = beneath_of(view, curve, cell.first);
  const chart::FanYear year = fan_year(view, *curve.field, cell);
  chart::HistogramChart chart = histogram_of(own, curve.quantity);
  if (beneath.distribution) {
    chart.other_edges = beneath.distribution->edges;
    chart.other_shares = without_atoms(*beneath.distribution);
    chart.other_name = beneath.name;
  }
  if (curve.field->min[cell.second] < curve.field->max[cell.second]) {
    chart.marks.push_back({year.median, view.levels.middle, false});
    if (!view.levels.inner.empty()) {
      chart.strong_from = year.inner_low;
      chart.strong_to = year.inner_high;
      chart.strong_name = view.levels.inner;
    }
  }
  for (const chart::Published& published : published_of(view, curve))
    if (published.year == cell.first) chart.marks.push_back({published.value, published.name, true});
  const std::string name = plot_name(curve, cell.first, "histogram"), what = view.names.output(*curve.variable, curve.index);
  chart.words = words_of(view, name, finding(view, curve, cell), what + chart::in_year(cell.first) + ", share of the trials",
                         atoms_note(own.atoms, curve.quantity));
  CsvRows rows{"low", "high", "share"};
  for (std::size_t k = 0; k < own.shares.size(); ++k) rows.add(own.edges[k]).add(own.edges[k + 1]).add(own.shares[k]).end();
  return {name, chart.words.title, chart::histogram(chart), rows.text()};
}

}  // namespace cellcast::study
