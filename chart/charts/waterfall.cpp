#include "chart/charts/waterfall.hpp"

#include <algorithm>
#include <cmath>

namespace cellcast::chart {
namespace {

constexpr double kStepRow = 28, kLeastNames = 90;

/// Room for the names of its rows, at most so much.
double names_width(const WaterfallChart& chart, double most) {
  double width = std::max(width_of(chart.from_name), width_of(chart.to_name));
  for (const WaterfallStep& step : chart.steps) width = std::max(width, width_of(step.name));
  return std::clamp(width * kText, kLeastNames, most);
}

}  // namespace

std::string waterfall(const WaterfallChart& chart) {
  Sheet sheet(chart.words);
  const double names = names_width(chart, sheet.width() < kNarrow ? 0.36 * sheet.width() : 330);
  sheet.key({{Sign::field, "bar", "up"}, {Sign::field, "bar-low", "down"}});
  Range range;
  range.add(chart.from);
  range.add(chart.to);
  double at = chart.from;
  for (const WaterfallStep& step : chart.steps) range.add(at += step.change);
  const Axis values = tight_axis(range, 6);
  const double top = sheet.y() + 4, bottom = top + kStepRow * static_cast<double>(chart.steps.size() + 2);
  const Frame frame{14 + names + 20, top, sheet.width() - 90, bottom};
  const Scale x{values.low, values.high, frame.left + 60, frame.right};
  Drawing& draw = sheet.draw();
  for (const double tick : values.ticks.values) draw.line({x(tick), frame.top}, {x(tick), frame.bottom}, "grid");
  double y = top;
  const auto end_row = [&](const std::string& name, double value) {
    draw.text({14, y + 17}, shortened(name, names / kText), "strong");
    draw.line({x(value), y + 3}, {x(value), y + kStepRow - 3}, "stem");
    draw.text({x(value) + 7, y + 17}, with_unit(value, chart.quantity), "strong");
    y += kStepRow;
  };
  end_row(chart.from_name, chart.from);
  at = chart.from;
  for (const WaterfallStep& step : chart.steps) {
    const double next = at + step.change;
    draw.text({14, y + 17}, shortened(step.name, names / kText), "text");
    draw.line({x(at), y - 3}, {x(at), y + 20}, "fall");
    draw.rectangle({std::min(x(at), x(next)), y + 5}, std::max(std::fabs(x(next) - x(at)), 1.0), 16, step.change >= 0 ? "bar" : "bar-low");
    const bool is_up = step.change >= 0;
    draw.text({x(next) + (is_up ? 6 : -6), y + 17}, signed_amount(step.change, chart.quantity), "small",
              is_up ? Anchor::start : Anchor::end);
    at = next;
    y += kStepRow;
  }
  end_row(chart.to_name, chart.to);
  value_axis_below(draw, {x.from, top, frame.right, bottom}, x, values.ticks, chart.quantity);
  sheet.down(bottom - sheet.y() + 42);
  return sheet.done();
}

}  // namespace cellcast::chart
