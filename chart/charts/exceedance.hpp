#pragma once

#include <string>
#include <vector>

#include "chart/draw/sheet.hpp"

namespace cellcast::chart {

/// P(X >= x) at x; where a value has a share of its own, two points stand at it.
struct ExceedancePoint {
  double value = 0, probability = 0;
};

/// A value at which the probability is read off.
struct Reading {
  double value = 0, probability = 0;
  std::string name;        ///< of a published figure; empty: a threshold
  bool is_strict = false;  ///< P(X > value), as thresholds are counted
  bool is_published = false;
};

struct ExceedanceChart {
  Words words;
  Quantity quantity;
  std::vector<ExceedancePoint> curve;  ///< values increasing, probabilities not
  std::vector<ExceedancePoint> other;  ///< dashed; may be empty
  std::string other_name;
  std::vector<Reading> readings;  ///< the area above the first is shaded
};

std::string exceedance(const ExceedanceChart& chart);

/// The probability at a value: of two at the same value the first, so that it is P(X >= value). Linear between points.
double probability_at(const std::vector<ExceedancePoint>& curve, double value);

}  // namespace cellcast::chart
