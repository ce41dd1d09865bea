#include "study/plot/levels.hpp"

#include <cmath>

#include "output/report/percentiles.hpp"

namespace cellcast::study {
namespace {

constexpr double kSame = 1e-9;

std::optional<std::size_t> at_most(const std::vector<double>& levels, double wanted) {
  std::optional<std::size_t> found;
  for (std::size_t k = 0; k < levels.size(); ++k)
    if (levels[k] <= wanted + kSame && levels[k] < 0.5) found = k;
  if (!found && !levels.empty() && levels.front() < 0.5) found = 0;
  return found;
}

std::optional<std::size_t> at_least(const std::vector<double>& levels, double wanted) {
  for (std::size_t k = 0; k < levels.size(); ++k)
    if (levels[k] >= wanted - kSame && levels[k] > 0.5) return k;
  if (!levels.empty() && levels.back() > 0.5) return levels.size() - 1;
  return std::nullopt;
}

}  // namespace

Levels levels_of(const std::vector<double>& probabilities) {
  Levels levels;
  const auto name = [&](std::size_t low, std::size_t high) {
    return output::percentile(probabilities[low]) + chart::kDash + output::percentile(probabilities[high]);
  };
  levels.outer_low = at_most(probabilities, 0.05);
  levels.outer_high = at_least(probabilities, 0.95);
  if (levels.outer_low && levels.outer_high) {
    levels.outer = name(*levels.outer_low, *levels.outer_high);
    levels.is_nine_in_ten =
        std::fabs(probabilities[*levels.outer_low] - 0.05) < kSame && std::fabs(probabilities[*levels.outer_high] - 0.95) < kSame;
  }
  levels.inner_low = at_most(probabilities, 0.25);
  levels.inner_high = at_least(probabilities, 0.75);
  if (levels.inner_low && levels.inner_high && (levels.inner_low != levels.outer_low || levels.inner_high != levels.outer_high))
    levels.inner = name(*levels.inner_low, *levels.inner_high);
  for (std::size_t k = 0; k < probabilities.size(); ++k)
    if (std::fabs(probabilities[k] - 0.5) < kSame) levels.median = k;
  if (!levels.median) levels.middle = "mean";
  return levels;
}

chart::FanYear fan_year(const sim::Field& field, std::size_t cell, int year, const Levels& levels, std::size_t probabilities) {
  const auto at = [&](std::optional<std::size_t> level, double otherwise) {
    return level ? field.quantiles[cell * probabilities + *level] : otherwise;
  };
  const double middle = at(levels.median, field.mean[cell]);
  const bool has_outer = !levels.outer.empty(), has_inner = !levels.inner.empty();
  return {year,   has_outer ? at(levels.outer_low, middle) : middle,  has_inner ? at(levels.inner_low, middle) : middle,
          middle, has_inner ? at(levels.inner_high, middle) : middle, has_outer ? at(levels.outer_high, middle) : middle};
}

}  // namespace cellcast::study
