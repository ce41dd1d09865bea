#include "sim/stats/accumulate/summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cellcast::sim {

OrderStatistics::OrderStatistics(const Accumulator& accumulator)
    : pieces_(accumulator.pieces()), count_(0), min_(accumulator.min()), max_(accumulator.max()) {
  before_.reserve(pieces_.size());
  for (const BinCounts::Piece& piece : pieces_) {
    before_.push_back(count_);
    count_ += piece.count;
  }
}

double OrderStatistics::value_at(std::uint64_t rank) const {
  if (rank == kNoRank) return std::numeric_limits<double>::quiet_NaN();
  if (rank <= 1) return min_;
  if (rank >= count_) return max_;
  const auto index = static_cast<std::size_t>(std::ranges::lower_bound(before_, rank) - before_.begin()) - 1;
  const BinCounts::Piece& piece = pieces_[index];
  const double position = (static_cast<double>(rank - before_[index]) - 0.5) / static_cast<double>(piece.count);
  return piece.low + (piece.high - piece.low) * position;
}

std::uint64_t OrderStatistics::count_below(double x) const {
  const auto piece = std::ranges::partition_point(pieces_, [x](const BinCounts::Piece& p) { return p.high < x; });
  return count_below(x, static_cast<std::size_t>(piece - pieces_.begin()));
}

std::vector<std::uint64_t> OrderStatistics::counts_below(std::span<const double> ascending) const {
  std::vector<std::uint64_t> counts;
  counts.reserve(ascending.size());
  std::size_t piece = 0;
  for (const double x : ascending) {
    while (piece < pieces_.size() && pieces_[piece].high < x) ++piece;
    counts.push_back(count_below(x, piece));
  }
  return counts;
}

/// `index` is that of the first piece that does not end below x.
std::uint64_t OrderStatistics::count_below(double x, std::size_t index) const {
  if (index == pieces_.size()) return count_;
  const BinCounts::Piece& piece = pieces_[index];
  if (piece.low >= x) return before_[index];
  const double part = (x - piece.low) / (piece.high - piece.low);
  return before_[index] + static_cast<std::uint64_t>(part * static_cast<double>(piece.count) + 0.5);
}

Histogram histogram(const Accumulator& accumulator, const OrderStatistics& order, std::size_t bins) {
  const double low = accumulator.min(), high = accumulator.max();
  Histogram result;
  result.edges.reserve(bins + 1);
  result.counts.reserve(bins);
  for (std::size_t k = 0; k <= bins; ++k) {
    const double part = static_cast<double>(k) / static_cast<double>(bins);
    result.edges.push_back(std::lerp(low, high, part));
  }
  std::uint64_t before = 0;
  const std::vector<std::uint64_t> counts = order.counts_below(result.edges);
  for (std::size_t k = 1; k <= bins; ++k) {
    const std::uint64_t below = k == bins ? accumulator.count() : counts[k];
    result.counts.push_back(static_cast<std::int64_t>(below - before));
    before = below;
  }
  return result;
}

}  // namespace cellcast::sim
