#include "chart/charts/exceedance.hpp"

#include <algorithm>

#include "chart/draw/labels.hpp"

namespace cellcast::chart {
namespace {

constexpr double kCurveTail = 0.001;  ///< left out of the picture at either end

Range shown(const ExceedanceChart& chart) {
  Range range;
  for (const auto* curve : {&chart.curve, &chart.other}) {
    for (const ExceedancePoint& point : *curve)
      if (point.probability <= 1 - kCurveTail && point.probability >= kCurveTail) range.add(point.value);
    // The first point beyond either end, so that the curve comes down to the axis.
    for (const ExceedancePoint& point : *curve) {
      if (point.probability < kCurveTail) {
        range.add(point.value);
        break;
      }
    }
  }
  if (range.is_empty)
    for (const ExceedancePoint& point : chart.curve) range.add(point.value);
  for (const Reading& reading : chart.readings) range.add(reading.value);
  const double air = 0.02 * (range.high - range.low);
  range.low -= air;
  range.high += air;
  return range;
}

std::vector<Point> on_page(const std::vector<ExceedancePoint>& curve, const Scale& x, const Scale& y) {
  std::vector<Point> points;
  if (curve.empty()) return points;
  points.push_back({x(x.low), y(probability_at(curve, x.low))});
  for (const ExceedancePoint& point : curve)
    if (point.value > x.low && point.value < x.high) points.push_back({x(point.value), y(point.probability)});
  points.push_back({x(x.high), y(probability_at(curve, x.high))});
  return points;
}

void shade_above(Drawing& draw, const ExceedanceChart& chart, const Scale& x, const Scale& y) {
  const Reading& first = chart.readings.front();
  std::vector<Point> area{{x(first.value), y(0)}, {x(first.value), y(first.probability)}};
  for (const ExceedancePoint& point : chart.curve)
    if (point.value > first.value && point.value < x.high) area.push_back({x(point.value), y(point.probability)});
  area.push_back({x(x.high), y(probability_at(chart.curve, x.high))});
  area.push_back({x(x.high), y(0)});
  draw.area(area, "outer");
}

void read_off(Drawing& draw, const ExceedanceChart& chart, const Frame& frame, const Scale& x, const Scale& y) {
  std::vector<double> wanted;
  for (const Reading& reading : chart.readings) wanted.push_back(y(reading.probability));
  const std::vector<double> placed = spread(wanted, kLine, frame.top, frame.bottom - 8);
  for (std::size_t k = 0; k < chart.readings.size(); ++k) {
    const Reading& reading = chart.readings[k];
    const double at = x(reading.value), level = y(reading.probability);
    draw.polyline({{frame.left, level}, {at, level}, {at, frame.bottom}}, reading.is_published ? "drop" : "fall");
    draw.circle({at, level}, 4.5, reading.is_published ? "dot" : "spot");
    const bool is_inside = chart.words.width < kNarrow;
    const std::string text = std::string("P(") + (reading.is_strict ? "> " : "≥ ") + amount(reading.value, chart.quantity) +
                             ") = " + percent(reading.probability) +
                             (reading.name.empty() || is_inside ? "" : "  " + shortened(reading.name, 22));
    if (is_inside) {
      const bool is_left = at > (frame.left + frame.right) / 2 && level < (frame.top + frame.bottom) / 2;
      draw.text({at + (is_left ? -9.0 : 9.0), level + (is_left ? 14.0 : -7.0)}, text, reading.is_published ? "published" : "strong",
                is_left ? Anchor::end : Anchor::start);
      continue;
    }
    draw.polyline({{at + 5, level}, {frame.right + 8, placed[k]}, {frame.right + 14, placed[k]}}, "leader");
    draw.text({frame.right + 18, placed[k] + 4.5}, text, reading.is_published ? "published" : "strong");
  }
}

double readings_width(const ExceedanceChart& chart) {
  if (chart.words.width < kNarrow) return 14;
  double widest = 0;
  for (const Reading& reading : chart.readings)
    widest = std::max(widest, width_of("P(≥ " + amount(reading.value, chart.quantity) + ") = " + percent(reading.probability) + "  " +
                                       shortened(reading.name, 22)));
  return chart.readings.empty() ? 14 : 24 + 1.08 * kText * widest;
}

}  // namespace

double probability_at(const std::vector<ExceedancePoint>& curve, double value) {
  if (curve.empty() || value <= curve.front().value) return 1;
  for (std::size_t k = 1; k < curve.size(); ++k) {
    if (curve[k].value < value) continue;
    const ExceedancePoint &a = curve[k - 1], &b = curve[k];
    if (b.value == value || !(b.value > a.value)) return b.probability;
    return a.probability + (b.probability - a.probability) * ((value - a.value) / (b.value - a.value));
  }
  return 0;
}

std::string exceedance(const ExceedanceChart& chart) {
  Sheet sheet(chart.words);
  std::vector<KeyEntry> key{{Sign::line, "median", "probability of at least so much"}};
  if (!chart.other.empty()) key.push_back({Sign::line, "pale", chart.other_name});
  sheet.key(key);
  sheet.down(6);
  const Axis values = tight_axis(shown(chart), 7);
  const Ticks levels{{0, 0.25, 0.5, 0.75, 1}, 0.25};
  const Quantity share{"1", true};
  const Frame frame{14 + axis_width(levels, share), sheet.y(), sheet.width() - readings_width(chart) - 14, sheet.y() + 260};
  const Scale x{values.low, values.high, frame.left, frame.right}, y{0, 1, frame.bottom, frame.top};
  Drawing& draw = sheet.draw();
  if (!chart.readings.empty()) shade_above(draw, chart, x, y);
  value_axis(draw, frame, y, levels, share);
  value_axis_below(draw, frame, x, values.ticks, chart.quantity);
  if (!chart.other.empty()) draw.polyline(on_page(chart.other, x, y), "pale");
  draw.polyline(on_page(chart.curve, x, y), "median");
  read_off(draw, chart, frame, x, y);
  sheet.down(260 + 42);
  return sheet.done();
}

}  // namespace cellcast::chart
