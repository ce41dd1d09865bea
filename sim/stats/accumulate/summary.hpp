#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/stats/accumulate/accumulator.hpp"
#include "sim/stats/accumulate/quantile_rank.hpp"

namespace cellcast::sim {

/// Order statistics and counts read off an accumulator. Precondition: it holds at least one value, all finite.
class OrderStatistics {
 public:
  explicit OrderStatistics(const Accumulator& accumulator);

  /// The value of rank 1 ... n, within its bin (2^-11 of the value wide where many values lie) by interpolation; atoms and extremes
  /// exactly. Not-a-number for kNoRank.
  double value_at(std::uint64_t rank) const;

  /// How many values are below x, within the same accuracy.
  std::uint64_t count_below(double x) const;
  /// The same of numbers in ascending order.
  std::vector<std::uint64_t> counts_below(std::span<const double> ascending) const;

 private:
  std::uint64_t count_below(double x, std::size_t piece) const;

  std::vector<BinCounts::Piece> pieces_;
  std::vector<std::uint64_t> before_;  ///< [piece], values in earlier pieces
  std::uint64_t count_ = 0;
  double min_, max_;
};

/// Edges (bins + 1, evenly from the smallest to the largest value) and counts of a histogram for the eye. A value on an edge belongs to
/// the bin above it, the largest to the last. All edges are equal for a constant, which is counted in the last bin.
struct Histogram {
  std::vector<double> edges;
  std::vector<std::int64_t> counts;
};
Histogram histogram(const Accumulator& accumulator, const OrderStatistics& order, std::size_t bins);

}  // namespace cellcast::sim
