#include "study/plot/sweep_plots.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "chart/charts/curve.hpp"
#include "study/plot/charts.hpp"
#include "study/plot/csv_rows.hpp"

namespace cellcast::study {
namespace {

/// A point's output: the middle with its interval, and the outer band.
chart::CurvePoint point_of(const View& view, const Curve& wanted, int year, const sim::Results& results) {
  const std::vector<Curve> curves = curves_of(results.labels, results.fields, wanted.variable->name);
  const Curve* curve = find_curve(curves, wanted.index);
  const double none = std::numeric_limits<double>::quiet_NaN();
  if (curve == nullptr) return {0, none, none, none, none, none};
  const std::size_t probabilities = results.probabilities.size();
  for (const auto& [its_year, cell] : curve->cells) {
    if (its_year != year) continue;
    const sim::Field& field = *curve->field;
    const chart::FanYear values = fan_year(field, cell, year, view.levels, probabilities);
    chart::CurvePoint point{0, values.median, values.median, values.median, values.outer_low, values.outer_high};
    if (view.levels.median) {
      const std::size_t place = cell * probabilities + *view.levels.median;
      if (std::isfinite(field.quantiles_low[place])) point.middle_low = field.quantiles_low[place];
      if (std::isfinite(field.quantiles_high[place])) point.middle_high = field.quantiles_high[place];
    }
    return point;
  }
  return {0, none, none, none, none, none};
}

std::string axis_name(const Names& names, const output::SweepAxis& axis) {
  const std::string of_key = axis.keys.empty() ? axis.name : names.input(axis.keys.front());
  return of_key + (axis.unit.empty() || axis.unit == "1" ? "" : ", " + axis.unit);
}

/// The words along an axis, each once, numbers in order.
std::vector<std::string> places_of(const output::SweepAxis& axis, std::size_t points) {
  std::vector<std::pair<double, std::string>> places;
  for (std::size_t k = 0; k < points; ++k) {
    const std::string text = output::axis_text(axis, k);
    if (std::ranges::find(places, text, &std::pair<double, std::string>::second) == places.end())
      places.emplace_back(axis.numbers.empty() ? static_cast<double>(places.size()) : axis.numbers[k], text);
  }
  std::ranges::stable_sort(places, {}, &std::pair<double, std::string>::first);
  std::vector<std::string> texts;
  for (const auto& place : places) texts.push_back(place.second);
  return texts;
}

struct Drawn {
  const View& view;
  const output::SweepReader& sweep;
  const Curve& curve;
  int year;
  std::vector<chart::CurvePoint> points;  ///< of the sweep, in its order
};

std::string reached(const Drawn& drawn, std::size_t best) {
  const chart::CurvePoint& point = drawn.points[best];
  std::string place;
  for (const output::SweepAxis& axis : drawn.sweep.axes())
    place += (place.empty() ? "" : ", ") + axis_name(drawn.view.names, axis) + " = " + output::axis_text(axis, best);
  return drawn.view.names.output(*drawn.curve.variable, drawn.curve.index) + chart::in_year(drawn.year) + " is highest, " +
         chart::with_unit(point.middle, drawn.curve.quantity) + ", at " + place;
}

std::string csv_of(const Drawn& drawn) {
  CsvRows rows{"point", "place", "middle", "middle_low", "middle_high", "outer_low", "outer_high"};
  for (std::size_t k = 0; k < drawn.points.size(); ++k) {
    std::string place;
    for (const output::SweepAxis& axis : drawn.sweep.axes()) place += (place.empty() ? "" : ", ") + output::axis_text(axis, k);
    const chart::CurvePoint& p = drawn.points[k];
    rows.add(static_cast<int>(k)).add(place).add(p.middle).add(p.middle_low).add(p.middle_high).add(p.outer_low).add(p.outer_high).end();
  }
  return rows.text();
}

std::string subtitle_of(const Drawn& drawn) {
  const std::string& unit = drawn.curve.quantity.unit;
  return chart::sentence(drawn.view.levels.middle) + " of " +
         chart::within(drawn.view.names.output(*drawn.curve.variable, drawn.curve.index)) + chart::in_year(drawn.year) +
         (unit == "1" ? "" : ", " + unit);
}

std::string draw_curve(Drawn& drawn, const chart::Words& words) {
  const output::SweepAxis& axis = drawn.sweep.axes().front();
  chart::CurveChart chart;
  chart.words = words;
  chart.quantity = drawn.curve.quantity;
  chart.x_quantity = {"", false};
  chart.x_name = axis_name(drawn.view.names, axis);
  chart.middle = drawn.view.levels.middle;
  chart.outer = drawn.view.levels.outer;
  chart.target = drawn.view.request.target;
  for (std::size_t k = 0; k < drawn.points.size(); ++k) {
    chart::CurvePoint point = drawn.points[k];
    point.x = axis.numbers.empty() ? static_cast<double>(k) : axis.numbers[k];
    if (std::isnan(point.middle)) continue;
    chart.points.push_back(point);
    if (axis.numbers.empty()) chart.names.push_back(output::axis_text(axis, k));
  }
  if (!axis.numbers.empty()) std::ranges::stable_sort(chart.points, {}, &chart::CurvePoint::x);
  return chart::curve(chart);
}

std::string draw_heat_map(const Drawn& drawn, const chart::Words& words) {
  const output::SweepAxis &across = drawn.sweep.axes()[1], &down = drawn.sweep.axes()[0];
  chart::HeatMapChart chart;
  chart.words = words;
  chart.quantity = drawn.curve.quantity;
  chart.x_name = axis_name(drawn.view.names, across);
  chart.y_name = axis_name(drawn.view.names, down);
  chart.x_labels = places_of(across, drawn.points.size());
  chart.y_labels = places_of(down, drawn.points.size());
  chart.target = drawn.view.request.target;
  chart.values.assign(chart.x_labels.size() * chart.y_labels.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t k = 0; k < drawn.points.size(); ++k) {
    const auto x = static_cast<std::size_t>(std::ranges::find(chart.x_labels, output::axis_text(across, k)) - chart.x_labels.begin());
    const auto y = static_cast<std::size_t>(std::ranges::find(chart.y_labels, output::axis_text(down, k)) - chart.y_labels.begin());
    chart.values[y * chart.x_labels.size() + x] = drawn.points[k].middle;
  }
  return chart::heat_map(chart);
}

}  // namespace

std::vector<Plot> plots_of(const output::SweepReader& sweep, const PlotRequest& request) {
  const std::size_t axes = sweep.axes().size();
  const char* const suits = axes == 1 ? "curve" : "heat-map";
  if (axes == 0 || axes > 2)
    throw PlotError("a sweep of " + std::to_string(axes) + " axes has no chart (one axis is a curve, two are a heat-map)");
  if (!request.chart.empty() && request.chart != suits)
    throw PlotError("a sweep of " + std::to_string(axes) + (axes == 1 ? " axis" : " axes") + " has no " + request.chart + " (it has a " +
                    suits + ")");
  output::StoredResult first;
  first.attributes = sweep.attributes();
  first.provenance = sweep.provenance();
  first.results = sweep.read(0);
  const View view(first, request);
  const Curve curve = wanted_curve(view);
  Drawn drawn{view, sweep, curve, wanted_cell(view, curve).first, {}};
  std::size_t best = 0;
  for (std::size_t k = 0; k < sweep.points(); ++k) {
    drawn.points.push_back(point_of(view, curve, drawn.year, k == 0 ? first.results : sweep.read(k)));
    if (!(drawn.points[k].middle <= drawn.points[best].middle)) best = k;
  }
  if (std::ranges::all_of(drawn.points, [](const chart::CurvePoint& point) { return std::isnan(point.middle); }))
    throw PlotError("nothing to draw (no point of the sweep has " + curve.variable->name + ")");
  const std::string name = plot_name(curve, drawn.year, suits);
  const chart::Words words = words_of(view, name, reached(drawn, best), subtitle_of(drawn));
  return {{name, words.title, axes == 1 ? draw_curve(drawn, words) : draw_heat_map(drawn, words), csv_of(drawn)}};
}

}  // namespace cellcast::study
