#include <algorithm>
#include <cmath>

#include "chart/charts/convergence.hpp"
#include "study/plot/charts.hpp"
#include "study/plot/csv_rows.hpp"

namespace cellcast::study {
namespace {

constexpr std::size_t kFirstTrials = 64;  ///< trials of the first point

/// The median of values that are in order, and its 95 % interval: order statistics on either side, whose number is binomial (half the
/// trials, plus and less 1.96 times half their root).
chart::ConvergencePoint median_of(const std::vector<double>& sorted) {
  const double n = static_cast<double>(sorted.size()), reach = 1.96 * std::sqrt(n) / 2;
  const auto at = [&](double rank) { return sorted[static_cast<std::size_t>(std::clamp(rank, 1.0, n)) - 1]; };
  return {n, at(std::ceil(n / 2)), at(std::floor(n / 2 - reach)), at(std::ceil(n / 2 + 1 + reach))};
}

}  // namespace

Plot convergence_plot(const View& view) {
  const Curve curve = wanted_curve(view);
  const auto [year, cell] = wanted_cell(view, curve);
  const std::vector<Curve> drawn = curves_of(view.results().labels, view.results().fields, curve.variable->name);
  const Curve* own = find_curve(drawn, curve.index);
  const std::size_t kept = view.results().samples;
  if (own == nullptr || kept < 2 * kFirstTrials || own->field->samples.empty())
    throw PlotError("no leading trials to draw convergence of (the run keeps fewer than 128) set `outputs.samples`, and run it again");
  const auto first = own->field->samples.begin() + static_cast<std::ptrdiff_t>(cell * kept);
  chart::ConvergenceChart chart;
  chart.quantity = curve.quantity;
  for (std::size_t n = kFirstTrials; n <= kept; n *= 2) {
    std::vector<double> leading(first, first + static_cast<std::ptrdiff_t>(n));
    std::ranges::sort(leading);
    chart.points.push_back(median_of(leading));
  }
  const Levels levels = levels_of(view.results().probabilities);
  const std::size_t probabilities = view.results().probabilities.size();
  if (levels.median && view.results().trials > kept) {
    const std::size_t place = cell * probabilities + *levels.median;
    const double low = own->field->quantiles_low[place], high = own->field->quantiles_high[place], estimate = own->field->quantiles[place];
    chart.points.push_back(
        {static_cast<double>(view.results().trials), estimate, std::isnan(low) ? estimate : low, std::isnan(high) ? estimate : high});
  }
  CsvRows rows{"trials", "median", "low", "high"};
  for (const chart::ConvergencePoint& point : chart.points) rows.add(point.trials).add(point.estimate).add(point.low).add(point.high).end();
  const chart::ConvergencePoint& last = chart.points.back();
  const std::string what = view.names.output(*curve.variable, curve.index), name = plot_name(curve, year, "convergence");
  const std::string title = "The median of " + chart::within(what) + chart::in_year(year) + " is " +
                            chart::with_unit(last.estimate, curve.quantity) + ", known to between " +
                            chart::amount(last.low, curve.quantity) + " and " + chart::amount(last.high, curve.quantity);
  chart.words = words_of(
      view, name, title,
      "Median of the leading trials, each time about twice as many" + (curve.quantity.unit == "1" ? "" : ", " + curve.quantity.unit),
      "Intervals of leading trials are as of independent ones; the last is the run's own.");
  return {name, chart.words.title, chart::convergence(chart), rows.text()};
}

}  // namespace cellcast::study
