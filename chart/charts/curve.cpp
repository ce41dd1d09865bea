#include "chart/charts/curve.hpp"

#include <algorithm>
#include <cmath>

#include "chart/draw/labels.hpp"

namespace cellcast::chart {
namespace {

void ribbon(Drawing& draw, const CurveChart& chart, const Scale& x, const Scale& y, double CurvePoint::*low, double CurvePoint::*high,
            const char* look) {
  std::vector<Point> points;
  for (const CurvePoint& point : chart.points) points.push_back({x(point.x), y(point.*high)});
  for (std::size_t k = chart.points.size(); k-- > 0;) points.push_back({x(chart.points[k].x), y(chart.points[k].*low)});
  draw.area(points, look);
}

}  // namespace

std::string curve(const CurveChart& chart) {
  Sheet sheet(chart.words);
  std::vector<KeyEntry> key{{Sign::line, "median", chart.middle + ", with its 95 % interval"}};
  if (!chart.outer.empty()) key.push_back({Sign::field, "outer", chart.outer});
  if (chart.target) key.push_back({Sign::line, "drop", "target " + amount(*chart.target, chart.quantity)});
  sheet.key(key);
  sheet.down(24);
  Range range, places;
  for (const CurvePoint& point : chart.points) {
    for (const double value : {point.middle, point.middle_low, point.middle_high, point.outer_low, point.outer_high}) range.add(value);
    places.add(point.x);
  }
  if (chart.target) range.add(*chart.target);
  const Axis values = axis(range, 5, range.low > 0 && range.low < 0.6 * range.high), across = tight_axis(places, 8);
  const CurvePoint& last = chart.points.back();
  std::vector<EndLabel> labels{{0, amount(last.middle, chart.quantity) + " " + chart.middle, "strong"}};
  if (!chart.outer.empty()) {
    const std::size_t dash = chart.outer.find(kDash);
    labels.push_back({0, amount(last.outer_high, chart.quantity) + " " + chart.outer.substr(dash + 3), "muted"});
    labels.push_back({0, amount(last.outer_low, chart.quantity) + " " + chart.outer.substr(0, dash), "muted"});
  }
  const Frame frame{14 + axis_width(values.ticks, chart.quantity), sheet.y(), kWidth - 14 - end_width(labels), sheet.y() + 290};
  const Scale y{values.low, values.high, frame.bottom, frame.top}, x{across.low, across.high, frame.left + 8, frame.right};
  Drawing& draw = sheet.draw();
  if (!chart.outer.empty()) ribbon(draw, chart, x, y, &CurvePoint::outer_low, &CurvePoint::outer_high, "outer");
  ribbon(draw, chart, x, y, &CurvePoint::middle_low, &CurvePoint::middle_high, "inner");
  value_axis(draw, frame, y, values.ticks, chart.quantity);
  if (chart.names.empty()) {
    value_axis_below(draw, frame, x, across.ticks, chart.x_quantity);
  } else {
    draw.line({frame.left, frame.bottom}, {frame.right, frame.bottom}, "base");
    const double room = frame.width() / static_cast<double>(std::max<std::size_t>(chart.names.size(), 1)) / kText;
    for (std::size_t k = 0; k < chart.names.size(); ++k)
      draw.text({x(chart.points[k].x), frame.bottom + 19}, shortened(chart.names[k], std::max(room, 3.0)), "muted", Anchor::middle);
  }
  std::vector<Point> line;
  for (const CurvePoint& point : chart.points) line.push_back({x(point.x), y(point.middle)});
  draw.polyline(line, "median");
  for (const Point& point : line) draw.circle(point, 3.5, "ring");
  if (chart.target) draw.line({frame.left, y(*chart.target)}, {frame.right, y(*chart.target)}, "drop");
  labels[0].y = y(last.middle);
  if (!chart.outer.empty()) {
    labels[1].y = y(last.outer_high);
    labels[2].y = y(last.outer_low);
  }
  end_labels(draw, frame.right, labels, {frame.left, frame.top - 8, frame.right, frame.bottom + 8}, kWidth);
  draw.text({(frame.left + frame.right) / 2, frame.bottom + 40}, shortened(chart.x_name, frame.width() / kText), "muted", Anchor::middle);
  sheet.down(290 + 52);
  return sheet.done();
}

std::string heat_map(const HeatMapChart& chart) {
  Sheet sheet(chart.words);
  if (chart.target) sheet.key({{Sign::line, "target", "reaches " + amount(*chart.target, chart.quantity)}});
  sheet.down(6);
  double widest = 4;
  for (const std::string& label : chart.y_labels) widest = std::max(widest, width_of(label));
  Range range;
  for (const double value : chart.values) range.add(value);
  const std::size_t columns = std::max<std::size_t>(chart.x_labels.size(), 1), rows = chart.y_labels.size();
  const double left = 14 + kText * std::min(widest, 16.0) + 12, top = sheet.y() + 20,
               width = std::min((kWidth - left - 14) / static_cast<double>(columns), 130.0), height = 30;
  Drawing& draw = sheet.draw();
  draw.text({14, sheet.y() + 10}, shortened(chart.y_name, 60), "muted");
  for (std::size_t row = 0; row < rows; ++row) {
    const double y = top + height * static_cast<double>(row);
    draw.text({left - 8, y + 19}, shortened(chart.y_labels[row], 16), "muted", Anchor::end);
    for (std::size_t column = 0; column < columns; ++column) {
      const double value = chart.values[row * columns + column], x = left + width * static_cast<double>(column);
      if (std::isnan(value)) continue;
      const double part = range.high > range.low ? (value - range.low) / (range.high - range.low) : 0.5;
      draw.shade({x + 1, y + 1}, width - 2, height - 2, "heat", 0.1 + 0.9 * part);
      const std::string text = amount(value, chart.quantity, std::max(std::fabs(range.low), std::fabs(range.high)));
      draw.text({x + width / 2, y + 19}, shortened(text, (width - 4) / kText), "text", Anchor::middle);
    }
  }
  if (chart.target) {
    const auto reaches = [&](std::size_t row, std::size_t column) { return chart.values[row * columns + column] >= *chart.target; };
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t column = 0; column < columns; ++column) {
        const double x = left + width * static_cast<double>(column), y = top + height * static_cast<double>(row);
        if (column + 1 < columns && reaches(row, column) != reaches(row, column + 1))
          draw.line({x + width, y}, {x + width, y + height}, "target");
        if (row + 1 < rows && reaches(row, column) != reaches(row + 1, column))
          draw.line({x, y + height}, {x + width, y + height}, "target");
      }
  }
  const double bottom = top + height * static_cast<double>(rows);
  for (std::size_t column = 0; column < columns; ++column)
    draw.text({left + width * (static_cast<double>(column) + 0.5), bottom + 18}, shortened(chart.x_labels[column], width / kText), "muted",
              Anchor::middle);
  draw.text({left, bottom + 38}, shortened(chart.x_name, 60), "muted");
  sheet.down(bottom - sheet.y() + 50);
  return sheet.done();
}

}  // namespace cellcast::chart
