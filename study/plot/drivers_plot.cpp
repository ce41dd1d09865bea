#include <algorithm>
#include <cmath>
#include <numeric>

#include "chart/charts/tornado.hpp"
#include "study/plot/charts.hpp"
#include "study/plot/csv_rows.hpp"

namespace cellcast::study {
namespace {

constexpr std::size_t kMostRows = 10;

/// The part of a table that is about one cell.
std::vector<double> part(const sim::FactorNumbers& table, std::size_t field, std::size_t cell, std::size_t factors) {
  const auto first = table.at(field).begin() + static_cast<std::ptrdiff_t>(cell * factors);
  return {first, first + static_cast<std::ptrdiff_t>(factors)};
}

}  // namespace

Plot tornado_plot(const View& view) {
  const Curve curve = wanted_curve(view);
  if (!view.results().sensitivity)
    throw PlotError(
        "the result does not say what drives its outputs (fewer than 200 trials, no uncertain input, or `sensitivity.method = \"none\"`)");
  const sim::Sensitivity& s = *view.results().sensitivity;
  const std::vector<Curve> explained = curves_of(s.labels, s.fields, curve.variable->name);
  const Curve* found = find_curve(explained, curve.index);
  if (found == nullptr)
    throw PlotError(curve.variable->name + " is not explained (name it in `sensitivity.variables`, and run the scenario again)");
  const auto [year, cell] = found->cells.back();
  const auto field = static_cast<std::size_t>(found->field - s.fields.data());
  const sim::GivenDataIndices& data = s.given_data;
  const std::size_t factors = data.factors.size();
  const auto share = part(data.first_order, field, cell, factors), low = part(data.first_order_low, field, cell, factors),
             high = part(data.first_order_high, field, cell, factors), mean_low = part(data.mean_low, field, cell, factors),
             mean_high = part(data.mean_high, field, cell, factors);
  std::vector<std::size_t> order(factors);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t k) { return !(share[k] > 0) || !std::isfinite(mean_low[k]) || !std::isfinite(mean_high[k]); });
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return share[a] > share[b]; });
  if (order.empty())
    throw PlotError("nothing drives " + curve.variable->name + " that trials could tell (it is constant, or they are too few)");

  // Means are of the run as it was drawn, also where observations weigh its trials.
  const std::vector<Curve> own = curves_of(view.results().labels, view.results().fields, curve.variable->name);
  chart::TornadoChart chart;
  chart.quantity = curve.quantity;
  if (const Curve* same = find_curve(own, curve.index))
    for (const auto& [its_year, its_cell] : same->cells)
      if (its_year == year) chart.centre = same->field->mean[its_cell];
  CsvRows rows{"input", "mean_in_lowest_tenth", "mean_in_highest_tenth", "share_of_variance", "low", "high"};
  for (const std::size_t k : order) {
    rows.add(data.factors[k]).add(mean_low[k]).add(mean_high[k]).add(share[k]).add(low[k]).add(high[k]).end();
    if (chart.rows.size() < kMostRows)
      chart.rows.push_back({view.names.input(data.factors[k]), mean_low[k], mean_high[k], share[k], low[k], high[k]});
  }
  const std::string what = view.names.output(*curve.variable, curve.index), name = plot_name(curve, year, "tornado");
  const std::string title =
      chart.rows.front().name + " drives most: " + chart::percent(chart.rows.front().share) + " of the variance" + chart::in_year(year);
  chart.words = words_of(view, name, title,
                         what + chart::in_year(year) + (curve.quantity.unit == "1" ? "" : ", " + curve.quantity.unit) +
                             ": means where an input is in its lowest and highest tenth",
                         "Shares of the variance with 95 % intervals; read off " + chart::grouped(std::to_string(s.trials)) + " trials.");
  return {name, chart.words.title, chart::tornado(chart), rows.text()};
}

}  // namespace cellcast::study
