#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/stats/accumulate/order_key.hpp"

namespace cellcast::sim {

/// A range of keys, both ends in it.
struct KeyRange {
  OrderKey low = 0, high = ~OrderKey{0};
  bool is_single() const { return low == high; }
};

/// A range cut into bins that follow one another, and how many values of which trials lie in each. Merges exactly, in any order.
class SearchBins {
 public:
  /// Bins begin at these keys of the range, besides its low end.
  SearchBins(const KeyRange& range, std::vector<OrderKey> begins);

  /// Values of consecutive trials, all finite; those outside the range are passed over.
  void add(std::span<const double> values, std::uint64_t first_trial);
  void merge(const SearchBins& other);

  struct Bin {
    KeyRange keys;
    std::uint64_t before;  ///< values in earlier bins
    std::uint64_t count;
    std::uint64_t first_trial;  ///< the smallest with a value in it
  };
  /// The bin with the value of a rank, 1 ... all values in the range.
  Bin find(std::uint64_t rank) const;

 private:
  KeyRange range_;
  std::vector<OrderKey> begins_;       ///< [bin], ascending
  std::vector<std::uint64_t> counts_;  ///< [bin]
  std::vector<std::uint64_t> first_;   ///< [bin]
};

/// Where bins shall begin so that each value of a sample has one of its own: values that come again and again are told apart at once, and
/// about as many others lie between any two.
std::vector<OrderKey> begins_around(std::span<const double> sample);

/// Where at most so many bins of equal width in keys begin.
std::vector<OrderKey> even_begins(const KeyRange& range, std::uint64_t bins);

}  // namespace cellcast::sim
