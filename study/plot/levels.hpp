#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chart/charts/fan.hpp"
#include "sim/results/results.hpp"

namespace cellcast::study {

/// Which of the quantiles that a run keeps charts show.
struct Levels {
  std::optional<std::size_t> outer_low, outer_high;  ///< P5 and P95, or the nearest beyond them; nothing where there are none
  std::optional<std::size_t> inner_low, inner_high;  ///< P25 and P75 likewise
  std::optional<std::size_t> median;                 ///< exactly; nothing: the mean stands in its place
  std::string outer, inner;                          ///< `P5–P95`; empty: no band
  std::string middle = "median";                     ///< or `mean`
  /// Whether the outer band holds nine trials in ten.
  bool is_nine_in_ten = false;
};
Levels levels_of(const std::vector<double>& probabilities);

/// A cell of a field as a year of a fan.
chart::FanYear fan_year(const sim::Field& field, std::size_t cell, int year, const Levels& levels, std::size_t probabilities);

}  // namespace cellcast::study
