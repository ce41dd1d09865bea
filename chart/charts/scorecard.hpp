#pragma once

#include <array>
#include <string>
#include <vector>

#include "chart/draw/sheet.hpp"

namespace cellcast::chart {

/// What a forecast scored.
struct CardRow {
  std::string name;
  double count = 0;                               ///< figures that it was held to
  std::array<double, 10> places{};                ///< how many lie in each tenth of the forecasts
  double inside_50 = 0, low_50 = 0, high_50 = 0;  ///< the part within P25 to P75, and its 95 % interval [1]
  double inside_90 = 0, low_90 = 0, high_90 = 0;
  double crps = 0, published = 0, naive = 0;  ///< mean errors; not-a-number: there is none
};

struct ScorecardChart {
  Words words;
  std::vector<CardRow> rows;
};

/// Of each: places, coverage, mean error beside those of others.
std::string scorecard(const ScorecardChart& chart);

}  // namespace cellcast::chart
