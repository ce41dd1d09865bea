#include "chart/charts/histogram.hpp"

#include <algorithm>
#include <cmath>

#include "chart/draw/labels.hpp"

namespace cellcast::chart {
namespace {

constexpr double kTail = 0.001;     ///< of the trials, left out at either end
constexpr double kTallestStem = 4;  ///< times as high as the bars; higher ones are cut off, their shares stand beside them

Range shown(const HistogramChart& chart) {
  Range range;
  const auto add = [&](const std::vector<double>& edges, const std::vector<double>& shares) {
    double below = 0, all = 0;
    for (const double share : shares) all += share;
    for (std::size_t k = 0; k < shares.size(); ++k) {
      if (shares[k] > 0 && below + shares[k] > kTail * all && below < (1 - kTail) * all) {
        range.add(edges[k]);
        range.add(edges[k + 1]);
      }
      below += shares[k];
    }
  };
  add(chart.edges, chart.shares);
  add(chart.other_edges, chart.other_shares);
  for (const Stem& stem : chart.stems) range.add(stem.value);
  for (const Mark& mark : chart.marks) range.add(mark.value);
  if (chart.split) range.add(*chart.split);
  const double air = 0.02 * (range.high - range.low);
  range.low -= air;
  range.high += air;
  return range;
}

double typical_width(const std::vector<double>& edges) {
  std::vector<double> widths;
  for (std::size_t k = 0; k + 1 < edges.size(); ++k)
    if (edges[k + 1] > edges[k]) widths.push_back(edges[k + 1] - edges[k]);
  if (widths.empty()) return 0;
  std::ranges::sort(widths);
  return widths[widths.size() / 2];
}

double height_of(double share, double width, double typical) { return width > 0 ? share * typical / width : 0; }

double highest_bar(const std::vector<double>& edges, const std::vector<double>& shares, double typical) {
  double highest = 0;
  for (std::size_t k = 0; k < shares.size(); ++k) highest = std::max(highest, height_of(shares[k], edges[k + 1] - edges[k], typical));
  return highest;
}

/// The outline of bars, from the base line up and back to it.
std::vector<Point> outline(const HistogramChart& chart, const Scale& x, const Scale& y, double typical) {
  std::vector<Point> points;
  for (std::size_t k = 0; k < chart.other_shares.size(); ++k) {
    const double low = std::clamp(chart.other_edges[k], x.low, x.high), high = std::clamp(chart.other_edges[k + 1], x.low, x.high);
    const double top = y(height_of(chart.other_shares[k], chart.other_edges[k + 1] - chart.other_edges[k], typical));
    points.push_back({x(low), top});
    points.push_back({x(high), top});
  }
  return points;
}

void bars(Drawing& draw, const HistogramChart& chart, const Scale& x, const Scale& y, double typical) {
  const bool has_strong = chart.strong_from < chart.strong_to;
  for (std::size_t k = 0; k < chart.shares.size(); ++k) {
    if (chart.edges[k + 1] <= x.low || chart.edges[k] >= x.high) continue;
    const double low = std::max(chart.edges[k], x.low), high = std::min(chart.edges[k + 1], x.high), middle = (low + high) / 2;
    const double top = y(height_of(chart.shares[k], chart.edges[k + 1] - chart.edges[k], typical));
    const bool is_strong = has_strong && middle >= chart.strong_from && middle <= chart.strong_to;
    draw.rectangle({x(low), top}, std::max(x(high) - x(low) - 0.5, 0.5), y(0) - top, is_strong || !has_strong ? "inner" : "outer");
  }
}

}  // namespace

std::string histogram(const HistogramChart& chart) {
  Sheet sheet(chart.words);
  std::vector<KeyEntry> key{{Sign::field, chart.strong_from < chart.strong_to ? "outer" : "inner", "share of the trials"}};
  if (chart.strong_from < chart.strong_to) key.push_back({Sign::field, "inner", chart.strong_name});
  if (!chart.stems.empty()) key.push_back({Sign::line, "stem", "a value that many trials share"});
  if (!chart.other_shares.empty()) key.push_back({Sign::line, "pale", chart.other_name});
  sheet.key(key);

  const Axis values = tight_axis(shown(chart), 8);
  const double typical = typical_width(chart.edges);
  double highest = std::max(highest_bar(chart.edges, chart.shares, typical), highest_bar(chart.other_edges, chart.other_shares, typical)),
         tallest = 0;
  for (const Stem& stem : chart.stems) tallest = std::max(tallest, stem.share);
  if (highest == 0 || tallest <= kTallestStem * highest) highest = std::max(highest, tallest);
  Range heights;
  heights.add(highest * 1.02);
  const Axis shares = axis(heights, 4, true);
  const Quantity share{"1", true};
  Frame frame{14 + axis_width(shares.ticks, share), 0, sheet.width() - 24, 0};
  const Scale x{values.low, values.high, frame.left, frame.right};

  std::vector<TopLabel> labels;
  for (const Mark& mark : chart.marks)
    labels.push_back({x(mark.value), mark.name + " " + amount(mark.value, chart.quantity), mark.is_published ? "published" : "strong"});
  for (const Stem& stem : chart.stems)
    labels.push_back({x(stem.value), percent(stem.share) + " at " + amount(stem.value, chart.quantity), "small"});
  const int rows = top_labels(sheet.draw(), labels, 14, sheet.width() - 14, 0, true);
  sheet.down(15.0 * std::max(rows, 1) + 4);
  frame.top = sheet.y();
  frame.bottom = frame.top + 240;
  const Scale y{0, shares.high, frame.bottom, frame.top};

  Drawing& draw = sheet.draw();
  value_axis(draw, frame, y, shares.ticks, share);
  bars(draw, chart, x, y, typical);
  if (!chart.other_shares.empty()) draw.polyline(outline(chart, x, y, typical), "pale");
  if (chart.split) draw.line({x(*chart.split), frame.top}, {x(*chart.split), frame.bottom}, "whisker");
  for (const Stem& stem : chart.stems)
    draw.line({x(stem.value), frame.bottom}, {x(stem.value), y(std::min(stem.share, shares.high))}, "stem");
  for (const Mark& mark : chart.marks)
    draw.line({x(mark.value), frame.top - 2}, {x(mark.value), frame.bottom}, mark.is_published ? "drop" : "mark");
  top_labels(draw, labels, 14, sheet.width() - 14, frame.top - 8);
  value_axis_below(draw, frame, x, values.ticks, chart.quantity);
  sheet.down(240 + 42);
  return sheet.done();
}

}  // namespace cellcast::chart
