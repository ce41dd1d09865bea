#pragma once

#include <string>
#include <vector>

#include "chart/draw/sheet.hpp"

namespace cellcast::chart {

/// What moves a number from one value to another.
struct WaterfallStep {
  std::string name;
  double change = 0;
};

struct WaterfallChart {
  Words words;
  Quantity quantity;
  std::string from_name, to_name;
  double from = 0, to = 0;
  std::vector<WaterfallStep> steps;
};

/// A row for each step, from the value above it on.
std::string waterfall(const WaterfallChart& chart);

}  // namespace cellcast::chart
