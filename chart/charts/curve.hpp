#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chart/draw/sheet.hpp"

namespace cellcast::chart {

/// A point of a sweep: the middle with its 95 % interval, and the outer band of the distribution.
struct CurvePoint {
  double x = 0, middle = 0, middle_low = 0, middle_high = 0, outer_low = 0, outer_high = 0;
};

struct CurveChart {
  Words words;
  Quantity quantity, x_quantity;
  std::string x_name, middle = "median", outer;  ///< outer: what the band is; empty: there is none
  std::vector<CurvePoint> points;                ///< x increasing
  std::vector<std::string> names;                ///< of places without numbers; else empty
  std::optional<double> target;
};

std::string curve(const CurveChart& chart);

/// Numbers in the cells of two axes.
struct HeatMapChart {
  Words words;
  Quantity quantity;
  std::string x_name, y_name;
  std::vector<std::string> x_labels, y_labels;
  std::vector<double> values;    ///< [y][x]; not-a-number: no such point
  std::optional<double> target;  ///< cells that reach it have a line around them
};

std::string heat_map(const HeatMapChart& chart);

}  // namespace cellcast::chart
