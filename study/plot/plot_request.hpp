#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "chart/draw/words.hpp"
#include "config/actuals/actuals.hpp"
#include "output/result/result_reader.hpp"

namespace cellcast::study {

/// What to draw.
struct PlotRequest {
  std::string chart{};                           ///< a name of kCharts; empty: those that suit
  std::string variable{};                        ///< empty: the first headline variable that there is
  std::string index{};                           ///< labels but the year, joined by dots; empty: the first
  std::optional<int> year{};                     ///< empty: the last
  std::string title{};                           ///< empty: what was found
  std::optional<double> target{};                ///< of a sweep: a value to reach
  std::vector<config::Actual> actuals{};         ///< what happened, drawn as points
  const output::StoredResult* beside = nullptr;  ///< another scenario's, beneath the fan and the distribution
  std::string beside_name{};
  bool is_embedded = false;  ///< in a page that has the style sheet
  bool is_bare = false;      ///< in a page that has title, subtitle and note beside it
  double width = chart::kWidth;  ///< in pixels
};

/// A chart, and what it shows.
struct Plot {
  std::string name;  ///< `total_production-fan`, fit for a file name
  std::string title;
  std::string svg;
  std::string csv;  ///< its numbers
};

/// Charts of results, of sweeps, and of answers as JSON.
inline constexpr const char* kCharts[] = {"fan",         "exceedance", "histogram",  "panels",      "stack",
                                          "balance",     "tornado",    "difference", "attribution", "waterfall",
                                          "convergence", "curve",      "heat-map",   "scorecard",   "boxes"};

/// Something that was asked for cannot be drawn of what there is.
class PlotError : public base::UsageError {
 public:
  using base::UsageError::UsageError;
};

}  // namespace cellcast::study
