#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chart/draw/sheet.hpp"

namespace cellcast::chart {

/// What one year of a fan shows, in the quantity's unit; without bands low and high are the median.
struct FanYear {
  int year = 0;
  double outer_low = 0, inner_low = 0, median = 0, inner_high = 0, outer_high = 0;
};

/// A published figure.
struct Published {
  int year = 0;
  double value = 0;
  std::string name;         ///< who published it, and on which basis: `association, sold`
  bool is_outlook = false;  ///< else it is what happened
};

/// A quantity over the years.
struct FanSeries {
  std::string name;
  std::vector<FanYear> years;  ///< increasing, at least one
};

struct FanChart {
  Words words;
  Quantity quantity;
  FanSeries series;
  std::optional<FanSeries> other;  ///< beneath, dashed: before the observations, or another scenario
  std::vector<Published> published;
  std::string outer = "P5\u2013P95", inner = "P25\u2013P75";  ///< what the bands are; empty: there is none
  std::string middle = "median";                              ///< what the line is
};

/// Bands, median, published points; at the end the values.
std::string fan(const FanChart& chart);

/// The same without words around it, into a frame.
struct FanStyle {
  bool has_end_labels = true, has_point_labels = true, has_unit = true;
  double end_width = 0;  ///< pixels at the right for labels
};
void draw_fan(Drawing& draw, const Frame& frame, const FanChart& chart, const FanStyle& style);
/// What draw_fan writes at the end.
double fan_end_width(const FanChart& chart);
std::vector<KeyEntry> fan_key(const FanChart& chart);

/// Panels of fans, each with its own scale.
struct PanelsChart {
  Words words;
  std::vector<FanChart> panels;  ///< words.title of each stands above it
};
std::string panels(const PanelsChart& chart);

}  // namespace cellcast::chart
