#include <algorithm>
#include <cmath>

#include "chart/charts/balance.hpp"
#include "study/plot/charts.hpp"
#include "study/plot/csv_rows.hpp"

namespace cellcast::study {
namespace {

constexpr std::size_t kMostPanels = 24;

std::string unit_words(const chart::Quantity& quantity) {
  return quantity.is_share ? ", per cent" : quantity.unit.empty() || quantity.unit == "1" ? "" : ", " + quantity.unit;
}

/// `Published: association (2030), MIIT, sold (2024).`
std::string sources_note(std::vector<chart::Published> points) {
  std::ranges::stable_sort(points, {}, &chart::Published::year);
  std::vector<std::pair<std::string, std::string>> years;
  for (const chart::Published& point : points) {
    auto found = std::ranges::find(years, point.name, &std::pair<std::string, std::string>::first);
    if (found == years.end()) found = years.insert(years.end(), {point.name, ""});
    found->second += (found->second.empty() ? "" : ", ") + std::to_string(point.year);
  }
  std::string text;
  for (const auto& [name, when] : years)
    text += (text.empty() ? "Published: " : "; ") + (name.empty() ? "source not named" : name) + " (" + when + ")";
  return text.empty() ? "" : text + ".";
}

/// The fan beneath: another scenario, or what the run found before the observations.
std::optional<chart::FanSeries> beneath(const View& view, const Curve& curve) {
  const auto series_of = [&](const sim::Results& results, const std::string& name) -> std::optional<chart::FanSeries> {
    const std::vector<Curve> curves = curves_of(results.labels, results.fields, curve.variable->name);
    const Curve* same = find_curve(curves, curve.index);
    if (same == nullptr || same->last_year() == 0) return std::nullopt;
    chart::FanSeries series = fan_series(*same, levels_of(results.probabilities), results.probabilities.size());
    series.name = name;
    return series;
  };
  if (view.request.beside != nullptr) return series_of(view.request.beside->results, view.request.beside_name);
  if (view.is_updated()) return series_of(view.results(), "before");
  return std::nullopt;
}

chart::FanChart fan_of(const View& view, const Curve& curve) {
  chart::FanChart chart;
  chart.quantity = curve.quantity;
  chart.series = fan_series(curve, view.levels, view.results().probabilities.size());
  chart.other = beneath(view, curve);
  chart.published = published_of(view, curve);
  chart.outer = view.levels.outer;
  chart.inner = view.levels.inner;
  chart.middle = view.levels.middle;
  chart.words.title = curve.index.empty() ? view.names.output(*curve.variable, "") : view.names.index(curve.index);
  return chart;
}

void add_rows(CsvRows& rows, const std::string& what, const chart::FanSeries& series) {
  for (const chart::FanYear& year : series.years) {
    rows.add(what).add(year.year).add(year.outer_low).add(year.inner_low).add(year.median).add(year.inner_high).add(year.outer_high);
    rows.end();
  }
}

std::string csv_of(const std::vector<const chart::FanChart*>& charts) {
  CsvRows rows{"what", "year", "outer_low", "inner_low", "middle", "inner_high", "outer_high"};
  for (const chart::FanChart* chart : charts) {
    add_rows(rows, chart->words.title, chart->series);
    if (chart->other) add_rows(rows, chart->words.title + ", " + chart->other->name, *chart->other);
    for (const chart::Published& point : chart->published) {
      rows.add("published: " + point.name).add(point.year).add("").add("").add(point.value).add("").add("");
      rows.end();
    }
  }
  return rows.text();
}

void refuse_without_years(const Curve& curve) {
  if (curve.last_year() == 0) throw PlotError(curve.variable->name + " has no years, and so no fan (its distribution can be drawn)");
}

bool is_zero(const chart::FanChart& chart) {
  return std::ranges::all_of(chart.series.years,
                             [](const chart::FanYear& y) { return y.outer_low == 0 && y.median == 0 && y.outer_high == 0; });
}

}  // namespace

std::string plot_name(const Curve& curve, int year, const char* chart) {
  return curve.variable->name + (curve.index.empty() ? "" : "-" + curve.index) + (year == 0 ? "" : "-" + std::to_string(year)) + "-" +
         chart;
}

Plot fan_plot(const View& view) {
  const Curve curve = wanted_curve(view);
  refuse_without_years(curve);
  chart::FanChart chart = fan_of(view, curve);
  const bool is_second = view.request.is_embedded && view.request.beside != nullptr;  // on a page that has the fan alone
  const std::string name = plot_name(curve, 0, is_second ? "fan-beside" : "fan"), what = view.names.output(*curve.variable, curve.index);
  std::string note = sources_note(chart.published);
  chart.words = words_of(view, name, finding(view, curve, wanted_cell(view, curve)), what + unit_words(curve.quantity), note);
  Plot plot{name, chart.words.title, chart::fan(chart), ""};
  chart.words.title = what;
  plot.csv = csv_of({&chart});
  return plot;
}

Plot panels_plot(const View& view) {
  const Curve first = wanted_curve(view);
  refuse_without_years(first);
  chart::PanelsChart panels;
  std::size_t zeros = 0, beyond = 0;
  std::vector<chart::FanChart> all;
  for (const Curve& curve : curves_of(view.labels(), view.fields(), first.variable->name)) all.push_back(fan_of(view, curve));
  const bool are_all_zero = std::ranges::all_of(all, is_zero);
  for (chart::FanChart& chart : all) {
    const bool is_left_out = !are_all_zero && is_zero(chart);
    zeros += is_left_out ? 1 : 0;
    beyond += !is_left_out && panels.panels.size() == kMostPanels ? 1 : 0;
    if (!is_left_out && panels.panels.size() < kMostPanels) panels.panels.push_back(std::move(chart));
  }
  std::string note = panels.panels.size() > 1 ? "Each panel has its own scale." : "";
  if (zeros > 0) note += " Left out: " + std::to_string(zeros) + " that are 0 throughout.";
  if (beyond > 0) note += " Left out: " + std::to_string(beyond) + " more.";
  const std::string name = first.variable->name + "-panels", what = view.names.output(*first.variable, "");
  const chart::FanChart* largest = &panels.panels.front();
  for (const chart::FanChart& chart : panels.panels)
    if (chart.series.years.back().median > largest->series.years.back().median) largest = &chart;
  const chart::FanYear& end = largest->series.years.back();
  const std::string title = what + ": " + (panels.panels.size() > 1 ? "most in " + largest->words.title + ", " : "") +
                            chart::with_unit(end.median, first.quantity) + chart::in_year(end.year);
  panels.words = words_of(view, name, title, what + unit_words(first.quantity), note);
  std::vector<const chart::FanChart*> charts;
  for (const chart::FanChart& chart : panels.panels) charts.push_back(&chart);
  return {name, panels.words.title, chart::panels(panels), csv_of(charts)};
}

Plot balance_plot(const View& view) {
  const std::string prefix = view.request.index.empty() || view.request.index == "total" ? "total_" : "";
  const auto part = [&](const char* variable) {
    const std::vector<Curve> curves = curves_of(view.labels(), view.fields(), prefix + variable);
    const Curve* curve = find_curve(curves, prefix.empty() ? view.request.index : "");
    if (curve == nullptr)
      throw PlotError("no balance to draw (the result has no " + prefix + variable + (prefix.empty() ? " of " + view.request.index : "") +
                      ") keep call, capacity, unmet and utilization, in `outputs.variables`");
    chart::FanChart chart = fan_of(view, *curve);
    chart.words.title = view.names.output(*curve->variable, "");
    chart.published.clear();
    chart.other.reset();
    return chart;
  };
  chart::BalanceChart balance{{}, part("call"), part("unmet"), part("utilization")};
  const chart::FanChart capacity = part("capacity");
  balance.call.other = capacity.series;
  balance.call.other->name = "capacity";
  const chart::FanYear &end = balance.utilization.series.years.back(), &short_of = balance.unmet.series.years.back();
  const std::string title =
      "Makers use " + chart::amount(end.median, balance.utilization.quantity) + " of their capacity" + chart::in_year(end.year) +
      (view.levels.outer.empty() ? ""
       : short_of.outer_high > 0 ? "; the shortage may reach " + chart::with_unit(short_of.outer_high, balance.unmet.quantity) + " (" +
                                       view.levels.outer.substr(view.levels.outer.find(chart::kDash) + 3) + ")"
                                 : "; no shortage to speak of");
  const std::string name = prefix.empty() ? view.request.index + "-balance" : "balance";
  balance.words = words_of(view, name, title, "Call against nameplate capacity, what is not met, and utilization");
  balance.call.words.title += ", and capacity dashed";
  Plot plot{name, balance.words.title, chart::balance(balance), csv_of({&balance.call, &balance.unmet, &balance.utilization})};
  return plot;
}

}  // namespace cellcast::study
