#pragma once

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "chart/charts/boxes.hpp"
#include "study/plot/plot_request.hpp"

namespace cellcast::study {

// The charts of answers: what they show, as plain data.

/// A vintage, or all of them together, held to what happened.
struct ScoredVintage {
  struct Coverage {
    double share = 0, low = 0, high = 1;  ///< with its 95 % interval [1]
  };
  std::string name;
  double count = 0;                 ///< figures that it was held to
  std::array<double, 10> places{};  ///< how many lie in each tenth of the forecasts
  Coverage coverage_50, coverage_90;
  double crps = std::numeric_limits<double>::quiet_NaN();  ///< mean errors; not-a-number: there is none
  double published_crps = std::numeric_limits<double>::quiet_NaN();
  double naive_crps = std::numeric_limits<double>::quiet_NaN();
};

/// A scorecard. The last row is that of all.
Plot scorecard_plot(const std::vector<ScoredVintage>& rows, const PlotRequest& request);

struct FoundBox {
  double density = 0, coverage = 0, mass = 0;  ///< [0, 1]
  std::vector<chart::BoxLimit> limits;         ///< inputs by their paths
};
struct FoundBoxes {
  std::string name;  ///< of the scenario
  std::string condition;
  double probability = 0;  ///< of the condition [0, 1]
  std::vector<FoundBox> boxes;
};

/// In which futures a condition holds.
Plot boxes_plot(const FoundBoxes& found, const PlotRequest& request);

}  // namespace cellcast::study
