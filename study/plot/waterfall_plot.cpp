#include "chart/charts/waterfall.hpp"

#include <algorithm>
#include <cmath>

#include "study/plot/charts.hpp"
#include "study/plot/csv_rows.hpp"

namespace cellcast::study {
namespace {

constexpr std::size_t kMostSteps = 24;

}  // namespace

Plot waterfall_plot(const View& view) {
  const Curve curve = wanted_curve(view);
  if (curve.cells.size() < 2) throw PlotError(curve.variable->name + " has no two years, and so nothing that moves from one to the next");
  const std::vector<chart::FanYear> years = fan_series(curve, view.levels, view.results().probabilities.size()).years;
  const chart::FanYear &first = years.front(), &last = years.back();
  chart::WaterfallChart chart;
  chart.quantity = curve.quantity;
  chart.from_name = std::to_string(first.year);
  chart.to_name = std::to_string(last.year);
  chart.from = first.median;
  chart.to = last.median;

  const std::size_t stride = (years.size() - 2) / kMostSteps + 1;  // of years to a step
  for (std::size_t k = 0; k + 1 < years.size(); k += stride) {
    const chart::FanYear& end = years[std::min(k + stride, years.size() - 1)];
    const std::string name = (end.year - years[k].year > 1 ? std::to_string(years[k].year + 1) + chart::kDash : "") + std::to_string(end.year);
    chart.steps.push_back({name, end.median - years[k].median});
  }
  CsvRows rows{"year", "middle", "change"};
  for (std::size_t k = 0; k < years.size(); ++k)
    rows.add(years[k].year).add(years[k].median).add(k == 0 ? std::nan("") : years[k].median - years[k - 1].median).end();

  const auto largest =
      std::ranges::max_element(chart.steps, {}, [](const chart::WaterfallStep& step) { return std::fabs(step.change); });
  const std::string what = view.names.output(*curve.variable, curve.index), name = plot_name(curve, 0, "waterfall");
  std::string title = what + chart::in_year(last.year) + " is " + chart::with_unit(last.median, curve.quantity) + ", " +
                      chart::signed_amount(last.median - first.median, curve.quantity) + " against " + chart.from_name;
  if (largest->change != 0) title += "; it moves most in " + largest->name + ", by " + chart::signed_amount(largest->change, curve.quantity);
  chart.words = words_of(view, name, title,
                         "From year to year, by " + view.levels.middle + (curve.quantity.unit == "1" ? "" : ", " + curve.quantity.unit),
                         "A difference of " + view.levels.middle + "s is not the " + view.levels.middle + " of the differences.");
  return {name, chart.words.title, chart::waterfall(chart), rows.text()};
}

}  // namespace cellcast::study
