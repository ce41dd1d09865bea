#pragma once

#include <string>
#include <vector>

#include "chart/draw/sheet.hpp"

namespace cellcast::chart {

/// An estimate from the leading trials.
struct ConvergencePoint {
  double trials = 0, estimate = 0, low = 0, high = 0;  ///< low and high: its 95 % interval
};

struct ConvergenceChart {
  Words words;
  Quantity quantity;
  std::string estimate = "median";
  std::vector<ConvergencePoint> points;  ///< trials increasing, each about twice the one before; drawn at even distances
};

std::string convergence(const ConvergenceChart& chart);

}  // namespace cellcast::chart
