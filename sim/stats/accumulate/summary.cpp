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
  if (piece == pieces_.end()) return count_;
  const std::uint64_t before = before_[static_cast<std::size_t>(piece - pieces_.begin())];
  if (piece->low >= x) return before;
  const double part = (x - piece->low) / (piece->high - piece->low);
  return before + static_cast<std::uint64_t>(part * static_cast<double>(piece->count) + 0.5);
}

Histogram histogram(const Accumulator& accumulator, const OrderStatistics& order, std::size_t bins) {
  const double low = accumulator.min(), high = accumulator.max();
  Histogram result;
  for (std::size_t k = 0; k <= bins; ++k) {
    const double part = static_cast<double>(k) / static_cast<double>(bins);
    result.edges.push_back(std::lerp(low, high, part));
  }
  std::uint64_t before = 0;
  for (std::size_t k = 1; k <= bins; ++k) {
    const std::uint64_t below = k == bins ? accumulator.count() : order.count_below(result.edges[k]);
    result.counts.push_back(static_cast<std::int64_t>(below - before));
    before = below;
  }
  return result;
}

}  // namespace cellcast::sim
