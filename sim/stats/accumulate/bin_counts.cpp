#include "sim/stats/accumulate/bin_counts.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "sim/stats/accumulate/prefetch.hpp"

namespace cellcast::sim {
namespace {

constexpr std::uint32_t kFineBins = 1 << kFineBits, kCoarseBins = 1 << kCoarseBits;

/// Up to so many atoms it is faster to look for each of them in turn.
constexpr std::size_t kFewAtoms = 16;

/// The double of a page and fraction.
double value_of(PageId id, std::uint64_t fraction) { return std::bit_cast<double>(std::uint64_t{id} << 52 | fraction); }

/// Whether all of an octave lies in the window.
bool is_inside(const BinWindow& window, PageId id) {
  const std::uint32_t first = (id & kExponent) * kFineBins;
  const bool has_sign = id & kNegative ? window.negative : window.positive;
  return has_sign && window.first <= first && first + kFineBins <= window.first + window.count;
}

}  // namespace

BinCounts::BinCounts(const BinPlan& plan, std::pmr::memory_resource* memory)
    : plan_(&plan),
      places_(plan.window),
      usual_(places_.find(plan.low)),
      usual_end_(places_.find(plan.high)),
      narrow_(memory),
      wide_(memory),
      waiting_(memory),
      first_atom_(plan.atoms.front()),
      last_atom_(plan.atoms.back()),
      atom_counts_(plan.atoms.size(), memory) {
  if (plan.is_short) return;
  // All memory that many trials would need is taken at once: it is to be the same however many there are.
  narrow();
  widen();
  if (!plan.constant) waiting_.resize(kWaiting);
  for (const PageId id : plan.fine) {
    if (!is_inside(plan.window, id)) page(id, pages_);
  }
}

void BinCounts::narrow() {
  if (narrow_.empty()) narrow_.resize(places_.size());
}

void BinCounts::widen() {
  if (wide_.empty()) wide_.resize(places_.size());
}

std::span<const BinPlace> BinCounts::add(std::span<const double> values, double low, double high) {
  if (waiting_.empty()) waiting_.resize(kWaiting);
  if (waiters_ + values.size() > waiting_.size()) count_waiting();
  const std::span<BinPlace> places = std::span(waiting_).subspan(waiters_, values.size());
  const std::size_t outside = places_.find(values, places.data());
  waiters_ += static_cast<std::uint32_t>(values.size());
  const std::uint64_t zeros = count_atoms(values, low, high);
  if (outside > zeros) add_outside(values, places.data());
  return places;
}

void BinCounts::count_waiting() {
  narrow();
  const BinPlace* __restrict waiting = waiting_.data();
  std::uint8_t* __restrict narrow = narrow_.data();
  const std::uint32_t count = waiters_;
#pragma GCC unroll 8
  for (std::uint32_t i = 0; i < count; ++i) {
    if (++narrow[waiting[i]] == 0) [[unlikely]]
      carry(waiting[i]);
  }
  waiters_ = 0;
}

void BinCounts::count_up(BinPlace place) {
  narrow();
  if (++narrow_[place] == 0) carry(place);
}

/// Adds what is neither in the window nor zero: looked for in groups, as it is rare.
void BinCounts::add_outside(std::span<const double> values, const BinPlace* places) {
  constexpr std::size_t kGroup = 16;
  for (std::size_t start = 0; start < values.size(); start += kGroup) {
    const std::size_t end = std::min(start + kGroup, values.size());
    if (end - start == kGroup && !places_.is_any_outside<kGroup>(places + start)) continue;
    for (std::size_t i = start; i < end; ++i) {
      if (places_.is_outside(places[i]) && values[i] != 0) add_outside(values[i]);
    }
  }
}

// What is rare is remembered, and counted for many at once: the memory it needs is in no cache, and so one need not wait for the other.

/// Carries 2^8.
void BinCounts::carry(BinPlace place) {
  carried_[carries_++] = place;
  if (carries_ < carried_.size()) return;
  widen();
  for (const BinPlace to : carried_) carry_wide(to, 1);
  carries_ = 0;
}

/// Carries so many times 2^8.
void BinCounts::carry_wide(BinPlace place, std::uint32_t times) {
  const std::uint32_t count = wide_[place] + times;
  wide_[place] = static_cast<std::uint16_t>(count);
  if (count <= 0xffff) return;
  if (far_.empty()) far_.resize(places_.size());
  far_[place] += static_cast<std::uint8_t>(count >> 16);
}

void BinCounts::add_outside(double value) {
  outside_[outsiders_++] = value;
  if (outsiders_ < outside_.size()) return;
  for (const double each : outside_) count_on_page(each, 1, pages_);
  outsiders_ = 0;
}

void BinCounts::add_repeated(double value, std::uint64_t times) {
  const auto atom = std::ranges::lower_bound(plan_->atoms, value);
  if (atom != plan_->atoms.end() && *atom == value) atom_counts_[static_cast<std::size_t>(atom - plan_->atoms.begin())] += times;
  if (value != 0 || !places_.is_outside(places_.find(value))) add_to_bin(value, times);
}

void BinCounts::add_to_bin(double value, std::uint64_t times) {
  const BinPlace place = places_.find(value);
  if (places_.is_outside(place)) {
    count_on_page(value, times, pages_);
    return;
  }
  narrow();
  const std::uint64_t count = narrow_[place] + times;
  narrow_[place] = static_cast<std::uint8_t>(count);
  if (count <= 0xff) return;
  widen();
  carry_wide(place, static_cast<std::uint32_t>(count) >> 8);
}

BinCounts::Page& BinCounts::page(PageId id, std::vector<Page>& pages) const {
  const auto found = std::ranges::find(pages, id, &Page::id);
  if (found != pages.end()) return *found;
  const int shift = shift_of(id);
  return pages.emplace_back(Page{id, shift, std::vector<std::uint32_t>(kFineBins >> shift)});
}

/// Of a fine bin's number, to a bin of the octave.
int BinCounts::shift_of(PageId id) const { return std::ranges::binary_search(plan_->fine, id) ? 0 : kFineBits - kCoarseBits; }

void BinCounts::count_on_page(double value, std::uint64_t times, std::vector<Page>& pages) const {
  page(page_id(value), pages).at(leading_bits(value)) += static_cast<std::uint32_t>(times);
}

std::size_t BinCounts::zero_atom() const {
  return static_cast<std::size_t>(std::ranges::lower_bound(plan_->atoms, 0.0) - plan_->atoms.begin());
}

/// Returns how many are zero.
std::uint64_t BinCounts::count_atoms(std::span<const double> values, double low, double high) {
  if (high < first_atom_ || low > last_atom_) return 0;
  const std::vector<double>& atoms = plan_->atoms;
  const auto first = std::ranges::lower_bound(atoms, low), last = std::ranges::upper_bound(atoms, high);
  const auto index = [&](auto atom) { return static_cast<std::size_t>(atom - atoms.begin()); };
  const std::uint64_t zeros_before = atom_counts_[zero_atom()];
  if (last - first <= static_cast<std::ptrdiff_t>(kFewAtoms)) {
    for (auto atom = first; atom != last; ++atom) {
      std::uint64_t found = 0;
      for (const double value : values) found += value == *atom;
      atom_counts_[index(atom)] += found;
    }
  } else {
    for (const double value : values) {
      const auto place = std::ranges::lower_bound(atoms, value);
      if (place != atoms.end() && *place == value) ++atom_counts_[index(place)];
    }
  }
  return atom_counts_[zero_atom()] - zeros_before;
}

void BinCounts::merge(const BinCounts& other) {
  if (!other.narrow_.empty()) narrow();
  for (std::size_t k = 0; k < other.narrow_.size(); ++k) {
    const unsigned count = unsigned{narrow_[k]} + other.narrow_[k];
    narrow_[k] = static_cast<std::uint8_t>(count);
    if (count > 0xff) carry(static_cast<BinPlace>(k));
  }
  for (std::uint32_t k = 0; k < other.carries_; ++k) carry(other.carried_[k]);
  for (std::uint32_t k = 0; k < other.waiters_; ++k) count_up(other.waiting_[k]);
  for (std::uint32_t k = 0; k < other.outsiders_; ++k) add_outside(other.outside_[k]);
  if (!other.wide_.empty()) widen();
  for (std::size_t k = 0; k < other.wide_.size(); ++k) carry_wide(static_cast<BinPlace>(k), other.wide_[k]);
  if (!other.far_.empty() && far_.empty()) far_.resize(places_.size());
  for (std::size_t k = 0; k < other.far_.size(); ++k) far_[k] += other.far_[k];
  for (const Page& theirs : other.pages_) {
    Page& ours = page(theirs.id, pages_);
    for (std::size_t k = 0; k < ours.bins.size(); ++k) ours.bins[k] += theirs.bins[k];
  }
  for (std::size_t k = 0; k < atom_counts_.size(); ++k) atom_counts_[k] += other.atom_counts_[k];
}

void BinCounts::save(PackedWriter& to) const {
  std::vector<Page> pages = all_pages();
  std::erase_if(pages, [](const Page& p) { return std::ranges::all_of(p.bins, [](std::uint32_t count) { return count == 0; }); });
  std::ranges::sort(pages, {}, &Page::id);
  to.number(pages.size());
  for (const Page& p : pages) {
    to.number(p.id);
    to.counts(std::span<const std::uint32_t>(p.bins));
  }
  to.counts(std::span<const std::uint64_t>(atom_counts_));
}

void BinCounts::merge(PackedReader& saved) {
  for (std::uint64_t pages = saved.number_up_to(kPages); pages > 0; --pages) {
    const auto id = static_cast<PageId>(saved.number_up_to(kPages - 1));
    const std::uint64_t bins = std::ranges::binary_search(plan_->fine, id) ? kFineBins : kCoarseBins;
    const std::uint64_t width = (std::uint64_t{1} << 52) / bins;
    saved.counts(bins, [&](std::size_t bin, std::uint64_t count) { add_to_bin(value_of(id, bin * width), count); });
  }
  saved.counts(atom_counts_.size(), [&](std::size_t atom, std::uint64_t count) { atom_counts_[atom] += count; });
}

void BinCounts::prefetch(std::size_t values) const {
  const bool will_count = waiters_ + values > waiting_.size();
  if (will_count && !narrow_.empty()) sim::prefetch(&narrow_[usual_], static_cast<std::size_t>(usual_end_ - usual_) + 1);
  if (!waiting_.empty()) sim::prefetch(&waiting_[will_count ? 0 : waiters_], values * sizeof(BinPlace));
  sim::prefetch(plan_, sizeof(*plan_));
  sim::prefetch(atom_counts_.data(), sizeof(atom_counts_[0]));
}

}  // namespace cellcast::sim
