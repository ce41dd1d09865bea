#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "sim/stats/accumulate/bin_counts.hpp"

// What bins hold, read off them.

namespace cellcast::sim {
namespace {

/// Bins that are looked at together, as those of a short run are mostly empty; and those that a word has a bit for.
constexpr std::size_t kBinsTogether = 4, kWordBits = 64;

/// A bit for each of kBinsTogether counts, which is set where it is not 0.
std::uint64_t filled_of(const std::uint32_t* counts) {
  std::array<std::uint64_t, kBinsTogether / 2> pairs;
  std::memcpy(pairs.data(), counts, sizeof(pairs));
  std::uint64_t any = 0, bits = 0;
  for (const std::uint64_t pair : pairs) any |= pair;
  if (any == 0) return 0;
  for (std::size_t k = 0; k < kBinsTogether; ++k) bits |= std::uint64_t{counts[k] != 0} << k;
  return bits;
}

}  // namespace

/// [place], all that was counted there; a multiple of kWordBits.
std::vector<std::uint32_t> BinCounts::window() const {
  std::vector<std::uint32_t> counts((places_.size() + kWordBits - 1) / kWordBits * kWordBits);
  std::ranges::copy(narrow_, counts.begin());
  for (std::size_t k = 0; k < wide_.size(); ++k) counts[k] += std::uint32_t{wide_[k]} << 8;
  for (std::size_t k = 0; k < far_.size(); ++k) counts[k] += std::uint32_t{far_[k]} << 24;
  for (const BinPlace place : std::span(carried_).first(carries_)) counts[place] += 1 << 8;
  for (const BinPlace place : std::span(waiting_).first(waiters_)) ++counts[place];
  return counts;
}

/// [place / kWordBits], a bit for each place whose count is not 0.
std::vector<std::uint64_t> BinCounts::not_empty(const std::vector<std::uint32_t>& counts) const {
  std::vector<std::uint64_t> words(counts.size() / kWordBits);
  if (narrow_.empty()) {
    for (const BinPlace place : std::span(waiting_).first(waiters_)) words[place / kWordBits] |= std::uint64_t{1} << place % kWordBits;
  } else {
    for (std::size_t k = 0; k < counts.size(); k += kBinsTogether) words[k / kWordBits] |= filled_of(&counts[k]) << k % kWordBits;
  }
  return words;
}

/// use(leading bits, count) for all bins of the window that some value is in, in the order of the values.
template <class Use>
void BinCounts::for_each_in_window(Use&& use) const {
  const std::vector<std::uint32_t> counts = window();
  const std::vector<std::uint64_t> words = not_empty(counts);
  for (std::size_t word = 0; word < words.size(); ++word) {
    for (std::uint64_t bits = words[word]; bits != 0; bits &= bits - 1) {
      const auto place = static_cast<BinPlace>(word * kWordBits + static_cast<std::size_t>(std::countr_zero(bits)));
      if (!places_.is_outside(place)) use(places_.leading(place), counts[place]);
    }
  }
}

/// use(leading bits, count) for what is not counted in the window.
template <class Use>
void BinCounts::for_each_elsewhere(Use&& use) const {
  for (const double value : std::span(outside_).first(outsiders_)) use(leading_bits(value), std::uint32_t{1});
  for (const Page& p : pages_) {
    const std::uint32_t base = std::uint32_t{p.id} << kFineBits;
    for (std::uint32_t bin = 0; bin < p.bins.size(); ++bin)
      if (p.bins[bin] != 0) use(base | bin << p.shift, p.bins[bin]);
  }
}

/// The bins of all values, window or not.
std::vector<BinCounts::Page> BinCounts::all_pages() const {
  std::vector<Page> pages;
  const auto add = [&](std::uint32_t leading, std::uint32_t count) {
    page(static_cast<PageId>(leading >> kFineBits), pages).at(leading) += count;
  };
  for_each_in_window(add);
  for_each_elsewhere(add);
  return pages;
}

/// Bins that some value is in, one after the other, and neighbours that are one bin where bins are coarse.
class BinCounts::FilledBins {
 public:
  explicit FilledBins(const BinCounts& counts) : counts_(&counts) {}

  void operator()(std::uint32_t leading, std::uint32_t count) {
    if (leading >> kFineBits != octave_) {
      octave_ = leading >> kFineBits;
      shift_ = counts_->shift_of(static_cast<PageId>(octave_));
    }
    const std::uint32_t first = leading >> shift_ << shift_;
    if (!bins.empty() && bins.back().leading == first)
      bins.back().count += count;
    else
      bins.push_back({order_of(first), first, shift_, count});
  }

  std::vector<Filled> bins{};

 private:
  static std::int32_t order_of(std::uint32_t leading) {
    const auto magnitude = static_cast<std::int32_t>(leading & (kLeadingSign - 1));
    return leading & kLeadingSign ? -1 - magnitude : magnitude;
  }

  const BinCounts* counts_;
  std::uint32_t octave_ = ~std::uint32_t{0};
  int shift_ = 0;
};

/// The bins of all values, in the order of these.
std::vector<BinCounts::Filled> BinCounts::filled() const {
  FilledBins window(*this), elsewhere(*this);
  window.bins.reserve(places_.size() / 4);
  for_each_in_window(window);
  for_each_elsewhere(elsewhere);
  if (const std::uint64_t zeros = atom_counts_[zero_atom()]; zeros > 0) elsewhere(0, static_cast<std::uint32_t>(zeros));
  if (elsewhere.bins.empty()) return std::move(window.bins);
  std::vector<Filled> all(window.bins.size() + elsewhere.bins.size());
  std::ranges::sort(elsewhere.bins, {}, &Filled::order);
  std::ranges::merge(window.bins, elsewhere.bins, all.begin(), {}, &Filled::order, &Filled::order);
  std::size_t last = 0;
  for (std::size_t k = 1; k < all.size(); ++k) {  // one of each bin
    if (all[k].leading == all[last].leading)
      all[last].count += all[k].count;
    else
      all[++last] = all[k];
  }
  all.resize(last + 1);
  return all;
}

// A bin reaches from its own leading bits to the next one's, but no further than the extremes.
std::vector<BinCounts::Piece> BinCounts::pieces(double min, double max, std::uint64_t count) const {
  const std::vector<Filled> bins = filled();
  std::vector<Piece> result;
  result.reserve(bins.size());
  for (const Filled& bin : bins) {
    if (bin.count == 0) continue;
    const std::uint64_t first = std::uint64_t{bin.leading} << (52 - kFineBits), length = std::uint64_t{1} << (52 - kFineBits + bin.shift);
    const auto inner = std::bit_cast<double>(first), outer = std::bit_cast<double>(first + length - 1);
    const bool is_negative = bin.order < 0;
    result.push_back({std::max(is_negative ? outer : inner, min), std::min(is_negative ? inner : outer, max), bin.count});
  }
  // A count can only have wrapped to 0 if all of 2^32 values, as many as a run may have, are in one bin.
  if (result.empty() && count > 0) result.push_back({min, max, count});
  return with_atoms(std::move(result));
}

// The atoms of a bin are taken out of it and stand at their own places; what else the bin holds is divided between them in proportion to
// the length.
std::vector<BinCounts::Piece> BinCounts::with_atoms(std::vector<Piece> bins) const {
  if (std::ranges::all_of(atom_counts_, [](std::uint64_t count) { return count == 0; })) return bins;
  std::vector<Piece> result;
  result.reserve(bins.size() + 2 * atom_counts_.size());
  std::size_t first = 0;
  for (const Piece& bin : bins) {
    std::size_t end = first;
    std::uint64_t others = bin.count;
    for (; end < atom_counts_.size() && (atom_counts_[end] == 0 || plan_->atoms[end] <= bin.high); ++end) others -= atom_counts_[end];
    double low = bin.low;
    std::uint64_t before = 0;
    for (; first < end; ++first) {
      if (atom_counts_[first] == 0) continue;
      const double at = plan_->atoms[first];
      const double part = bin.high > bin.low ? (at - bin.low) / (bin.high - bin.low) : 0;
      const auto below = static_cast<std::uint64_t>(part * static_cast<double>(others) + 0.5);
      result.push_back({low, at, below - before});
      result.push_back({at, at, atom_counts_[first]});
      low = at;
      before = below;
    }
    result.push_back({low, bin.high, others - before});
  }
  std::erase_if(result, [](const Piece& piece) { return piece.count == 0; });
  return result;
}

}  // namespace cellcast::sim
