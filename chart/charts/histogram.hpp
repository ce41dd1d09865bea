#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chart/draw/sheet.hpp"

namespace cellcast::chart {

/// A value that many trials share exactly.
struct Stem {
  double value = 0, share = 0;
};

/// A named line through the histogram.
struct Mark {
  double value = 0;
  std::string name;
  bool is_published = false;
};

struct HistogramChart {
  Words words;
  Quantity quantity;
  std::vector<double> edges;   ///< [bin + 1], not decreasing
  std::vector<double> shares;  ///< [bin], of the trials, without what stems have
  std::vector<Stem> stems;
  std::vector<double> other_edges, other_shares;  ///< outlined; may be empty
  std::string other_name;
  std::vector<Mark> marks;
  double strong_from = 0, strong_to = 0;  ///< bins of that range are darker; equal: none is
  std::string strong_name;
  std::optional<double> split;  ///< a line, such as zero of a difference
};

/// Shares of the trials by value, on as much width as most bins have; values that many trials share as stems.
std::string histogram(const HistogramChart& chart);

}  // namespace cellcast::chart
