#include "sim/stats/infer/error_bars.hpp"

#include <algorithm>
#include <cmath>

namespace cellcast::sim {
namespace {

/// The standard error of the mean of numbers that differ between replicates, value(replicate); its square is summed in their order.
template <class Value>
double standard_error(std::uint32_t replicates, double mean, Value value) {
  double squares = 0;
  for (std::uint32_t r = 0; r < replicates; ++r) squares += (value(r) - mean) * (value(r) - mean);
  return std::sqrt(squares / (replicates - 1.0) / replicates);
}

}  // namespace

double mean_error(const Accumulator& values) {
  if (values.replicates() == 1) return values.sd() / std::sqrt(static_cast<double>(values.count()));
  return standard_error(values.replicates(), values.mean(), [&](std::uint32_t r) { return values.mean(r); });
}

RankBounds quantile_bounds(const Accumulator& values, double p, std::size_t level, const RankBounds& independent, double factor) {
  const std::uint32_t replicates = values.replicates();
  if (replicates == 1) return independent;
  const auto n = static_cast<double>(values.count());
  const double above = static_cast<double>(values.above(level)) / n;
  if (above <= 0 || above >= 1) return independent;
  const double error = standard_error(replicates, above, [&](std::uint32_t r) {
    return static_cast<double>(values.above(level, r)) / static_cast<double>(values.count(r));
  });
  // The level is not the quantile itself: shares vary as sqrt(p (1 - p)) between the two.
  const double moved = error * std::sqrt(p * (1 - p) / (above * (1 - above)));
  // Where one input decides, all replicates may have as many values above the level. Its place within a stratum then still matters at
  // the quantile: a count of one with probability v has the variance v (1 - v), 1/6 over all places.
  const double least = std::sqrt(replicates / 6.0) / n;
  const double reach = factor * std::max(moved, least);
  // [X(l), X(u)] holds the quantile where l ... u - 1 values are below it.
  const double low = std::min(std::ceil(n * (p - reach)), std::floor(n * p));
  const double high = std::max(std::floor(n * (p + reach)), std::ceil(n * p)) + 1;
  // Few values beyond the quantile tell little of how replicates differ: there is no bound where independent trials have none.
  const bool has_low = low >= 1 && independent.low != RankBounds::kNone, has_high = high <= n && independent.high != RankBounds::kNone;
  return {has_low ? static_cast<std::uint64_t>(low) : RankBounds::kNone, has_high ? static_cast<std::uint64_t>(high) : RankBounds::kNone};
}

}  // namespace cellcast::sim
