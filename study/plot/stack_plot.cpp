#include <algorithm>

#include "chart/charts/stack.hpp"
#include "study/plot/charts.hpp"
#include "study/plot/csv_rows.hpp"

namespace cellcast::study {
namespace {

/// Whether parts of a variable add up to something.
bool adds_up(const sim::Variable& variable) {
  return variable.name == "producer_share" || variable.name == "split_share" ||
         (variable.unit != "1" && variable.unit.find('/') == std::string::npos);
}

/// `ess` is a part of the index `ess.us`.
bool has_label(const std::string& index, const std::string& label) {
  return ("." + index + ".").find("." + label + ".") != std::string::npos;
}

/// `leaders.power` without the label `power`: what the whole is of needs not to be said of each part.
std::string without_label(const std::string& index, const std::string& label) {
  if (label.empty() || index == label) return index;
  std::string text = "." + index + ".";
  text.replace(text.find("." + label + "."), label.size() + 2, ".");
  return text.substr(1, text.size() - 2);
}

}  // namespace

Plot stack_plot(const View& view) {
  PlotRequest without_index = view.request;
  without_index.index.clear();
  const View whole(view, without_index);
  const Curve first = wanted_curve(whole);
  if (first.last_year() == 0) throw PlotError(first.variable->name + " has no years, and so no parts over years");
  const std::string& wanted = view.request.index;
  chart::StackChart chart;
  chart.quantity = first.quantity;
  bool is_negative = false;
  for (const Curve& curve : curves_of(view.labels(), view.fields(), first.variable->name)) {
    if (!wanted.empty() && !has_label(curve.index, wanted)) continue;
    const chart::FanSeries series = fan_series(curve, view.levels, view.results().probabilities.size());
    chart::StackPart part{view.names.index(without_label(curve.index, wanted)), {}};
    chart.years.clear();
    for (const chart::FanYear& year : series.years) {
      chart.years.push_back(year.year);
      part.values.push_back(year.median);
      is_negative |= year.median < 0;
    }
    if (part.name.empty()) part.name = view.names.output(*curve.variable, "");
    if (std::ranges::any_of(part.values, [](double value) { return value != 0; })) chart.parts.push_back(std::move(part));
  }
  if (chart.parts.empty())
    throw PlotError("no part of " + first.variable->name + (wanted.empty() ? "" : " with the label " + wanted) +
                    " (all are 0, or there is none)");
  chart.is_stacked = adds_up(*first.variable) && !is_negative;
  const std::string what = view.names.output(*first.variable, "") + (wanted.empty() ? "" : ", " + view.names.index(wanted));
  const std::string name = first.variable->name + (wanted.empty() ? "" : "-" + wanted) + "-stack";
  const auto largest = std::ranges::max_element(chart.parts, {}, [](const chart::StackPart& part) { return part.values.back(); });
  double all = 0;
  for (const chart::StackPart& part : chart.parts) all += part.values.back();
  std::string title = what + ": " + largest->name + " has the most, " + chart::with_unit(largest->values.back(), chart.quantity) +
                      chart::in_year(chart.years.back());
  if (chart.is_stacked && all > 0 && chart.parts.size() > 1) title += ", " + chart::percent(largest->values.back() / all) + " of the sum";
  CsvRows rows{"part", "year", "median"};
  for (const chart::StackPart& part : chart.parts)
    for (std::size_t k = 0; k < chart.years.size(); ++k) rows.add(part.name).add(chart.years[k]).add(part.values[k]).end();
  chart.words = words_of(view, name, title,
                         std::string(view.levels.median ? "Medians" : "Means") + " of each part over the years" +
                             (chart.quantity.unit == "1" ? "" : ", " + chart.quantity.unit),
                         chart.is_stacked && view.levels.median ? "Medians of parts do not add up to the median of the whole." : "");
  const std::string final_title = chart.words.title;
  return {name, final_title, chart::stack(std::move(chart)), rows.text()};
}

}  // namespace cellcast::study
