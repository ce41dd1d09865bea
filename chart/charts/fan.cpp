#include "chart/charts/fan.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "chart/draw/labels.hpp"

namespace cellcast::chart {
namespace {

constexpr double kPoint = 4.5;

/// Years and values of a fan on the page.
struct Plane {
  int first, last;
  Axis axis;
  Scale x, y;
};

Range values_of(const FanChart& chart) {
  Range range;
  const auto add = [&](const FanSeries& series) {
    for (const FanYear& year : series.years)
      for (const double value : {year.outer_low, year.inner_low, year.median, year.inner_high, year.outer_high}) range.add(value);
  };
  add(chart.series);
  if (chart.other) add(*chart.other);
  for (const Published& point : chart.published) range.add(point.value);
  return range;
}

Plane plane_of(const FanChart& chart, const Frame& frame) {
  Plane plane{
      chart.series.years.front().year, chart.series.years.back().year, axis(values_of(chart), frame.height() > 200 ? 5 : 3, true), {}, {}};
  for (const Published& point : chart.published) {
    plane.first = std::min(plane.first, point.year);
    plane.last = std::max(plane.last, point.year);
  }
  if (chart.other && !chart.other->years.empty()) {
    plane.first = std::min(plane.first, chart.other->years.front().year);
    plane.last = std::max(plane.last, chart.other->years.back().year);
  }
  plane.y = {plane.axis.low, plane.axis.high, frame.bottom, frame.top};
  const double first = plane.first, last = plane.last;
  plane.x =
      plane.first < plane.last ? Scale{first, last, frame.left + 6, frame.right} : Scale{first - 0.5, first + 0.5, frame.left, frame.right};
  return plane;
}

void band(Drawing& draw, const Plane& plane, const FanSeries& series, double FanYear::*low, double FanYear::*high, const char* look) {
  std::vector<Point> points;
  const double half = series.years.size() == 1 ? 24 : 0;
  for (const FanYear& year : series.years) points.push_back({plane.x(year.year) - half, plane.y(year.*high)});
  if (half > 0) points.push_back({points.front().x + 2 * half, points.front().y});
  for (std::size_t k = series.years.size(); k-- > 0;) {
    const FanYear& year = series.years[k];
    points.push_back({plane.x(year.year) + half, plane.y(year.*low)});
    if (half > 0) points.push_back({plane.x(year.year) - half, plane.y(year.*low)});
  }
  draw.area(points, look);
}

void curve(Drawing& draw, const Plane& plane, const FanSeries& series, double FanYear::*value, const char* look) {
  std::vector<Point> points;
  const double half = series.years.size() == 1 ? 24 : 0;
  for (const FanYear& year : series.years) points.push_back({plane.x(year.year) - half, plane.y(year.*value)});
  if (half > 0) points.push_back({points.front().x + 2 * half, points.front().y});
  draw.polyline(points, look);
}

bool is_flat(const FanYear& year) { return year.outer_low == year.outer_high; }

/// Values at the end of the fan, with the points published for its last year.
struct EndValue {
  double value;
  std::string text;
  const char* look;
};

/// Bands and the middle that read the same at the end stand together: `0 P5, P25, median`.
std::vector<EndValue> together(const std::vector<std::pair<std::string, EndValue>>& named) {
  std::vector<EndValue> values;
  for (std::size_t k = 0; k < named.size(); ++k) {
    const auto& [number, value] = named[k];
    if (k > 0 && number == named[k - 1].first) {
      values.back().text = value.text + ", " + values.back().text;
      if (std::string(value.look) == "strong") values.back().look = value.look;
    } else {
      values.push_back(value);
    }
    if (k + 1 == named.size() || named[k + 1].first != number) values.back().text = number + " " + values.back().text;
  }
  return values;
}

std::vector<EndValue> end_values(const FanChart& chart) {
  const FanYear& last = chart.series.years.back();
  const Quantity& quantity = chart.quantity;
  std::vector<std::pair<std::string, EndValue>> named;
  const auto text_of = [&](double value) { return amount(value, quantity, std::max(std::fabs(value), 1e-3 * std::fabs(last.median))); };
  const auto add = [&](double value, const std::string& name, const char* look) { named.push_back({text_of(value), {value, name, look}}); };
  const auto ends = [](const std::string& band) {
    const std::size_t dash = band.find(kDash);
    return dash == std::string::npos ? std::pair(band, band) : std::pair(band.substr(0, dash), band.substr(dash + 3));
  };
  if (is_flat(last)) {
    add(last.median, "in every trial", "strong");
  } else {
    if (!chart.outer.empty()) add(last.outer_high, ends(chart.outer).second, "muted");
    if (!chart.inner.empty()) add(last.inner_high, ends(chart.inner).second, "muted");
    add(last.median, chart.middle, "strong");
    if (!chart.inner.empty()) add(last.inner_low, ends(chart.inner).first, "muted");
    if (!chart.outer.empty()) add(last.outer_low, ends(chart.outer).first, "muted");
  }
  std::vector<EndValue> values = together(named);
  const auto add_other = [&](double value, const std::string& name, const char* look) {
    values.push_back({value, text_of(value) + " " + name, look});
  };
  if (chart.other && !chart.other->years.empty() && chart.other->years.back().year == last.year)
    add_other(chart.other->years.back().median, shortened(chart.other->name, 14), "muted");
  for (const Published& point : chart.published)
    if (point.year == last.year) add_other(point.value, shortened(point.name, 16), "published");
  return values;
}

/// Values of points before the last year, each where it covers no other and no point.
void label_points(Drawing& draw, const Plane& plane, const FanChart& chart) {
  double taken = -1e9;
  std::set<int> years;
  std::vector<Published> sorted = chart.published;
  std::ranges::stable_sort(sorted, [](const Published& a, const Published& b) { return a.year < b.year; });
  for (const Published& point : sorted) {
    if (point.year >= chart.series.years.back().year || !years.insert(point.year).second) continue;
    const std::string text =
        amount(point.value, chart.quantity, std::max(std::fabs(point.value), std::fabs(chart.series.years.back().median)));
    const double x = plane.x(point.year), half = kSmall * width_of(text) / 2;
    if (x - half < taken) continue;
    draw.text({x, plane.y(point.value) - 9}, text, "published small-point", Anchor::middle);
    taken = x + half + 4;
  }
}

void draw_points(Drawing& draw, const Plane& plane, const FanChart& chart) {
  for (const Published& point : chart.published) {
    const Point at{plane.x(point.year), plane.y(point.value)};
    point.is_outlook ? draw.diamond(at, 6, "outlook") : draw.circle(at, kPoint, "dot");
  }
}

}  // namespace

double fan_end_width(const FanChart& chart) {
  std::vector<EndLabel> labels;
  for (const EndValue& value : end_values(chart)) labels.push_back({0, value.text, value.look});
  return end_width(labels);
}

void draw_fan(Drawing& draw, const Frame& whole, const FanChart& chart, const FanStyle& style) {
  Frame frame = whole;
  const Axis its_axis = axis(values_of(chart), frame.height() > 200 ? 5 : 3, true);
  frame.left += axis_width(its_axis.ticks, chart.quantity);
  frame.right -= style.end_width;
  const Plane plane = plane_of(chart, frame);
  const auto& series = chart.series;
  if (!chart.outer.empty()) band(draw, plane, series, &FanYear::outer_low, &FanYear::outer_high, "outer");
  if (!chart.inner.empty()) band(draw, plane, series, &FanYear::inner_low, &FanYear::inner_high, "inner");
  value_axis(draw, frame, plane.y, plane.axis.ticks, chart.quantity, style.has_unit);
  year_axis(draw, frame, plane.x, plane.first, plane.last);
  if (chart.other) {
    curve(draw, plane, *chart.other, &FanYear::outer_low, "pale-edge");
    curve(draw, plane, *chart.other, &FanYear::outer_high, "pale-edge");
    curve(draw, plane, *chart.other, &FanYear::median, "pale");
  }
  curve(draw, plane, series, &FanYear::median, "median");
  draw_points(draw, plane, chart);
  if (style.has_point_labels) label_points(draw, plane, chart);
  if (!style.has_end_labels) return;
  std::vector<EndLabel> labels;
  for (const EndValue& value : end_values(chart)) labels.push_back({plane.y(value.value), value.text, value.look});
  const bool is_single = series.years.size() == 1 && plane.first == plane.last;
  end_labels(draw, is_single ? plane.x(plane.last) + 26 : plane.x(series.years.back().year), labels,
             {frame.left, frame.top - 14, frame.right, frame.bottom + 6}, is_single ? 400 : style.end_width);
}

std::vector<KeyEntry> fan_key(const FanChart& chart) {
  std::vector<KeyEntry> key;
  const bool is_constant = std::ranges::all_of(chart.series.years, is_flat);
  if (!is_constant && !chart.outer.empty()) key.push_back({Sign::field, "outer", chart.outer});
  if (!is_constant && !chart.inner.empty()) key.push_back({Sign::field, "inner", chart.inner});
  key.push_back({Sign::line, "median", is_constant ? "every trial" : chart.middle});
  if (chart.other)
    key.push_back(
        {Sign::line, "pale", chart.other->name + ": " + chart.middle + (chart.outer.empty() ? "" : ", " + chart.outer + " dotted")});
  const auto has = [&](bool is_outlook) {
    return std::ranges::any_of(chart.published, [&](const Published& point) { return point.is_outlook == is_outlook; });
  };
  if (has(false)) key.push_back({Sign::dot, "dot", "published, what happened"});
  if (has(true)) key.push_back({Sign::diamond, "outlook", "published, outlook"});
  return key;
}

std::string fan(const FanChart& chart) {
  Sheet sheet(chart.words);
  sheet.key(fan_key(chart));
  sheet.down(24);
  draw_fan(sheet.draw(), {14, sheet.y(), sheet.width() - 14, sheet.y() + 300}, chart, {true, true, true, fan_end_width(chart)});
  sheet.down(300 + 34);
  return sheet.done();
}

}  // namespace cellcast::chart
