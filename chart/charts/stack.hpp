#pragma once

#include <string>
#include <vector>

#include "chart/draw/sheet.hpp"

namespace cellcast::chart {

/// A part of a whole over the years.
struct StackPart {
  std::string name;
  std::vector<double> values;  ///< [year]
};

struct StackChart {
  Words words;
  Quantity quantity;
  std::vector<int> years;
  std::vector<StackPart> parts;  ///< the first lies lowest; any number: beyond seven the smallest are taken together
  bool is_stacked = true;        ///< else lines, of what does not add up
};

/// Parts one on another, or lines, with names and values at the end.
std::string stack(StackChart chart);

}  // namespace cellcast::chart
