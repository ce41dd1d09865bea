#pragma once

#include <string>
#include <vector>

#include "chart/draw/sheet.hpp"

namespace cellcast::chart {

/// An input: the mean output where it is in its lowest and in its highest tenth.
struct TornadoRow {
  std::string name;
  double low = 0, high = 0;
  double share = 0, share_low = 0, share_high = 0;  ///< of the variance, with its 95 % interval
};

struct TornadoChart {
  Words words;
  Quantity quantity;
  double centre = 0;             ///< the mean over all trials
  std::vector<TornadoRow> rows;  ///< largest first
};

std::string tornado(const TornadoChart& chart);

}  // namespace cellcast::chart
