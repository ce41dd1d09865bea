#pragma once

#include <string>
#include <vector>

#include "chart/draw/drawing.hpp"
#include "chart/draw/sheet.hpp"

namespace cellcast::chart {

/// Places as near to the wanted ones as they can be with `gap` between neighbours, in [low, high] while there is room; in the given order,
/// which need not be sorted.
std::vector<double> spread(const std::vector<double>& wanted, double gap, double low, double high);

/// A text at the end of a line.
struct EndLabel {
  double y = 0;  ///< of the line's end
  std::string text;
  const char* look = "muted";
};
/// The texts at the right of x, none over another, each with a line to its place.
void end_labels(Drawing& draw, double x, const std::vector<EndLabel>& labels, const Frame& frame, double width);
/// Pixels that they take.
double end_width(const std::vector<EndLabel>& labels);

/// A text above a place on a horizontal axis.
struct TopLabel {
  double x = 0;
  std::string text;
  const char* look = "muted";
};
/// Rows of texts above `bottom`, none over another, each in the lowest row with room; returns how many rows there are.
int top_labels(Drawing& draw, const std::vector<TopLabel>& labels, double left, double right, double bottom, bool is_dry = false);

}  // namespace cellcast::chart
