#pragma once

#include <optional>
#include <span>

namespace cellcast::sim {

/// What one would say who knows nothing but the past: a normal law of the logarithm.
struct NaiveForecast {
  double mean, sd;   ///< of the logarithm; sd 0: a point
  int growths = 0;   ///< yearly growths that it is made of
};

/// From past figures, all > 0, one a year without a gap, the last of the base year: `years` (>= 1) on, the last growth goes on each year, and
/// the sd is sqrt(years) times that of the yearly growths (divisor: one less than there are); a point where there is one growth. Nothing
/// where there is none.
std::optional<NaiveForecast> naive_forecast(std::span<const double> past, int years);

}  // namespace cellcast::sim
