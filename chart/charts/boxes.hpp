#pragma once

#include <string>
#include <vector>

#include "chart/draw/sheet.hpp"

namespace cellcast::chart {

/// A side of a box: the input must be at least or at most a value, which stands at a percentile of its distribution.
struct BoxLimit {
  std::string input, unit;
  double value = 0, percentile = 0;  ///< percentile: the part of the trials below [0, 1]
  bool is_upper = false;
};
struct Box {
  std::string words;  ///< coverage, density, mass
  std::vector<BoxLimit> limits;
};

struct BoxesChart {
  Words words;
  std::vector<Box> boxes;
};

/// Each input's range by percentiles, and the part of it that is inside.
std::string boxes(const BoxesChart& chart);

}  // namespace cellcast::chart
