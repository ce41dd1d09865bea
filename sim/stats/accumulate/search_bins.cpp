#include "sim/stats/accumulate/search_bins.hpp"

#include <algorithm>
#include <limits>

namespace cellcast::sim {
SearchBins::SearchBins(const KeyRange& range, std::vector<OrderKey> begins) : range_(range), begins_(std::move(begins)) {
  std::erase_if(begins_, [&](OrderKey key) { return key < range.low || key > range.high; });
  begins_.push_back(range.low);
  std::ranges::sort(begins_);
  begins_.erase(std::unique(begins_.begin(), begins_.end()), begins_.end());
  counts_.resize(begins_.size());
  first_.resize(begins_.size(), std::numeric_limits<std::uint64_t>::max());
}

void SearchBins::add(std::span<const double> values, std::uint64_t first_trial) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const OrderKey key = order_key(values[i]);
    if (key < range_.low || key > range_.high) continue;
    const auto bin = static_cast<std::size_t>(std::ranges::upper_bound(begins_, key) - begins_.begin()) - 1;
    ++counts_[bin];
    first_[bin] = std::min(first_[bin], first_trial + i);
  }
}

void SearchBins::merge(const SearchBins& other) {
  for (std::size_t bin = 0; bin < counts_.size(); ++bin) {
    counts_[bin] += other.counts_[bin];
    first_[bin] = std::min(first_[bin], other.first_[bin]);
  }
}

SearchBins::Bin SearchBins::find(std::uint64_t rank) const {
  std::size_t bin = 0;
  std::uint64_t before = 0;
  while (before + counts_[bin] < rank) before += counts_[bin++];
  const OrderKey high = bin + 1 < begins_.size() ? begins_[bin + 1] - 1 : range_.high;
  return {{begins_[bin], high}, before, counts_[bin], first_[bin]};
}

std::vector<OrderKey> begins_around(std::span<const double> sample) {
  std::vector<OrderKey> begins;
  for (const double value : sample) {
    const OrderKey key = order_key(value);
    begins.insert(begins.end(), {key, key + 1});  // a finite value's key is never the last
  }
  return begins;
}

std::vector<OrderKey> even_begins(const KeyRange& range, std::uint64_t bins) {
  const OrderKey width = (range.high - range.low) / bins + 1;
  std::vector<OrderKey> begins;
  for (OrderKey begin = range.low; range.high - begin >= width; begin += width) begins.push_back(begin + width);
  return begins;
}

}  // namespace cellcast::sim
