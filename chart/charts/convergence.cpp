#include "chart/charts/convergence.hpp"

#include "chart/draw/labels.hpp"

namespace cellcast::chart {

std::string convergence(const ConvergenceChart& chart) {
  Sheet sheet(chart.words);
  sheet.key({{Sign::line, "median", chart.estimate + " of the leading trials"}, {Sign::field, "inner", "95 % interval"}});
  sheet.down(24);
  Range range;
  for (const ConvergencePoint& point : chart.points)
    for (const double value : {point.estimate, point.low, point.high}) range.add(value);
  const Axis values = axis(range, 5, false);
  const ConvergencePoint& last = chart.points.back();
  std::vector<EndLabel> labels{{0, amount(last.estimate, chart.quantity), "strong"},
                               {0, amount(last.high, chart.quantity), "muted"},
                               {0, amount(last.low, chart.quantity), "muted"}};
  const Frame frame{14 + axis_width(values.ticks, chart.quantity), sheet.y(), kWidth - 14 - end_width(labels), sheet.y() + 260};
  const Scale y{values.low, values.high, frame.bottom, frame.top},
      x{0, static_cast<double>(chart.points.size() > 1 ? chart.points.size() - 1 : 1), frame.left + 24, frame.right};
  std::vector<Point> band, line;
  for (std::size_t k = 0; k < chart.points.size(); ++k) band.push_back({x(static_cast<double>(k)), y(chart.points[k].high)});
  for (std::size_t k = chart.points.size(); k-- > 0;) band.push_back({x(static_cast<double>(k)), y(chart.points[k].low)});
  Drawing& draw = sheet.draw();
  draw.area(band, "inner");
  value_axis(draw, frame, y, values.ticks, chart.quantity);
  draw.line({frame.left, frame.bottom}, {frame.right, frame.bottom}, "base");
  for (std::size_t k = 0; k < chart.points.size(); ++k) {
    const double at = x(static_cast<double>(k));
    line.push_back({at, y(chart.points[k].estimate)});
    draw.text({at, frame.bottom + 19}, grouped(std::to_string(static_cast<long>(chart.points[k].trials))), "small", Anchor::middle);
  }
  draw.polyline(line, "median");
  for (const Point& point : line) draw.circle(point, 3.5, "ring");
  labels[0].y = y(last.estimate);
  labels[1].y = y(last.high);
  labels[2].y = y(last.low);
  end_labels(draw, frame.right, labels, {frame.left, frame.top - 8, frame.right, frame.bottom + 8}, kWidth);
  draw.text({(frame.left + frame.right) / 2, frame.bottom + 40}, "trials", "muted", Anchor::middle);
  sheet.down(260 + 50);
  return sheet.done();
}

}  // namespace cellcast::chart
