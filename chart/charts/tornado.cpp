#include "chart/charts/tornado.hpp"

#include <algorithm>
#include <cmath>

namespace cellcast::chart {
namespace {

constexpr double kTornadoRow = 30, kNames = 250, kShares = 185;

void bar(Drawing& draw, double from, double to, double y, const char* look) {
  draw.rectangle({std::min(from, to), y}, std::fabs(to - from), 16, look);
}

void number_beside(Drawing& draw, const Scale& x, const TornadoChart& chart, double value, double other, double y) {
  const bool is_right = value > other || (value == other && value >= chart.centre);
  draw.text({x(value) + (is_right ? 5 : -5), y + 12.5}, amount(value, chart.quantity, chart.centre == 0 ? value : chart.centre), "small",
            is_right ? Anchor::start : Anchor::end);
}

void share_beside(Drawing& draw, const TornadoRow& row, double y, double largest) {
  const double left = kWidth - kShares, width = 52;
  draw.rectangle({left, y + 3}, width * std::clamp(row.share / std::max(largest, 1e-12), 0.0, 1.0), 10, "bar");
  std::string text = percent(std::max(row.share, 0.0));
  if (std::isfinite(row.share_low) && std::isfinite(row.share_high))
    text += " (" + tick_text(100 * std::max(0.0, row.share_low), 1, {}) + kDash + tick_text(100 * row.share_high, 1, {}) + ")";
  draw.text({left + width + 5, y + 12.5}, text, "small");
}

}  // namespace

std::string tornado(const TornadoChart& chart) {
  Sheet sheet(chart.words);
  sheet.key({{Sign::field, "bar-low", "mean in the lowest tenth of the input"}, {Sign::field, "bar", "in its highest tenth"}});
  Range range;
  range.add(chart.centre);
  double largest = 0;
  for (const TornadoRow& row : chart.rows) {
    range.add(row.low);
    range.add(row.high);
    largest = std::max(largest, row.share);
  }
  const Axis values = tight_axis(range, 5);
  const double top = sheet.y() + 22, bottom = top + kTornadoRow * static_cast<double>(chart.rows.size());
  const Frame frame{14 + kNames + 62, top - 6, kWidth - kShares - 76, bottom};
  const Scale x{values.low, values.high, frame.left, frame.right};
  Drawing& draw = sheet.draw();
  draw.text({kWidth - kShares, top - 12}, "share of the variance", "small");
  for (const double tick : values.ticks.values) draw.line({x(tick), frame.top}, {x(tick), frame.bottom}, "grid");
  for (std::size_t k = 0; k < chart.rows.size(); ++k) {
    const TornadoRow& row = chart.rows[k];
    const double y = top + kTornadoRow * static_cast<double>(k);
    const std::vector<std::string> lines = wrapped(row.name, kNames / kText);
    draw.text({14, y + (lines.size() > 1 ? 5.0 : 12.5)}, lines.empty() ? "" : lines[0], "text");
    if (lines.size() > 1)
      draw.text({14, y + 20}, lines.size() > 2 ? shortened(lines[1] + " " + lines[2], kNames / kText) : lines[1], "text");
    bar(draw, x(chart.centre), x(row.low), y, "bar-low");
    bar(draw, x(chart.centre), x(row.high), y, "bar");
    number_beside(draw, x, chart, row.low, row.high, y);
    if (row.high != row.low) number_beside(draw, x, chart, row.high, row.low, y);
    share_beside(draw, row, y, largest);
  }
  draw.line({x(chart.centre), frame.top}, {x(chart.centre), frame.bottom}, "mark");
  draw.text({x(chart.centre), frame.top - 6}, "mean " + amount(chart.centre, chart.quantity), "strong", Anchor::middle);
  value_axis_below(draw, frame, x, values.ticks, chart.quantity);
  sheet.down(bottom - sheet.y() + 42);
  return sheet.done();
}

}  // namespace cellcast::chart
