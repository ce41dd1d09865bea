#include "chart/charts/stack.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "chart/draw/labels.hpp"
#include "chart/draw/style_sheet.hpp"

namespace cellcast::chart {
namespace {

constexpr std::size_t kMostParts = kSeriesLooks;
constexpr std::array kFields{"series-0", "series-1", "series-2", "series-3", "series-4", "series-5", "series-6", "series-7"};
constexpr std::array kLines{"line-0", "line-1", "line-2", "line-3", "line-4", "line-5", "line-6", "line-7"};

/// The parts with the most at the end, in their order, and the others as one. Lines do not add up: the others are left out.
void gather(StackChart& chart) {
  if (chart.parts.size() <= kMostParts) return;
  std::vector<double> ends;
  for (const StackPart& part : chart.parts) ends.push_back(part.values.back());
  std::ranges::sort(ends, std::greater());
  const double least = ends[kMostParts - 2];
  std::vector<StackPart> kept;
  StackPart others{"", std::vector<double>(chart.years.size(), 0)};
  std::size_t gathered = 0;
  for (StackPart& part : chart.parts) {
    if (part.values.back() >= least && kept.size() + 1 < kMostParts) {
      kept.push_back(std::move(part));
      continue;
    }
    ++gathered;
    for (std::size_t k = 0; k < chart.years.size(); ++k) others.values[k] += part.values[k];
  }
  others.name = std::to_string(gathered) + " others";
  if (chart.is_stacked)
    kept.push_back(std::move(others));
  else
    chart.words.note += (chart.words.note.empty() ? "" : " ") + std::string("Left out: ") + others.name + ".";
  chart.parts = std::move(kept);
}

}  // namespace

std::string stack(StackChart chart) {
  gather(chart);
  Sheet sheet(chart.words);
  sheet.down(22);
  const std::size_t years = chart.years.size();
  // Areas lie between sums [part][year]: the first below the first part.
  std::vector<std::vector<double>> sums{std::vector<double>(years, 0)};
  Range range;
  for (const StackPart& part : chart.parts) {
    sums.push_back(chart.is_stacked ? sums.back() : std::vector<double>(years, 0));
    for (std::size_t k = 0; k < years; ++k) range.add(sums.back()[k] += part.values[k]);
  }
  const Axis values = axis(range, 5, true);
  std::vector<EndLabel> labels;
  for (const StackPart& part : chart.parts)
    labels.push_back({0, amount(part.values.back(), chart.quantity) + "  " + shortened(part.name, 24), "text"});
  const double right = end_width(labels);
  const Frame frame{14 + axis_width(values.ticks, chart.quantity), sheet.y(), kWidth - 14 - right, sheet.y() + 300};
  const Scale y{values.low, values.high, frame.bottom, frame.top};
  const double first = chart.years.front(), last = chart.years.back();
  const bool is_single = years == 1;
  const Scale x = is_single ? Scale{first - 0.5, first + 0.5, frame.left, frame.right} : Scale{first, last, frame.left + 6, frame.right};
  const double half = is_single ? 40 : 0;
  Drawing& draw = sheet.draw();
  value_axis(draw, frame, y, values.ticks, chart.quantity);
  for (std::size_t p = 0; p < chart.parts.size(); ++p) {
    std::vector<Point> points;
    for (std::size_t k = 0; k < years; ++k) points.push_back({x(chart.years[k]) - half, y(sums[p + 1][k])});
    if (is_single) points.push_back({points.front().x + 2 * half, points.front().y});
    if (chart.is_stacked) {
      for (std::size_t k = years; k-- > 0;) points.push_back({x(chart.years[k]) + half, y(sums[p][k])});
      if (is_single) points.push_back({points.front().x, y(sums[p][0])});
      draw.area(points, kFields[p]);
    } else {
      draw.polyline(points, kLines[p]);
    }
    const double end = sums[p + 1].back();
    labels[p].y = y(chart.is_stacked ? (end + sums[p].back()) / 2 : end);
  }
  year_axis(draw, frame, x, chart.years.front(), chart.years.back());
  end_labels(draw, is_single ? x(first) + half : frame.right, labels, {frame.left, frame.top - 8, frame.right, frame.bottom + 8},
             is_single ? 500 : right);
  sheet.down(300 + 34);
  return sheet.done();
}

}  // namespace cellcast::chart
