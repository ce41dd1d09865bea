#include "sim/stats/accumulator.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "sim/stats/exact.hpp"

namespace cellcast::sim {
namespace {

constexpr std::uint64_t kFraction = (std::uint64_t{1} << 52) - 1;
constexpr int kFineBits = 11, kCoarseBits = 7;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

PageId page_id(std::uint64_t bits) { return static_cast<PageId>(bits >> 52); }

/// |value| = mantissa x 2^(exponent of the page)
std::uint64_t mantissa(std::uint64_t bits) {
  const bool normal = (bits >> 52 & 0x7ff) != 0;
  return (bits & kFraction) | std::uint64_t{normal} << 52;
}

/// A mantissa has 53 bits: the sum of so many fits into 64, that of their squares into 128.
constexpr std::size_t kStretch = std::size_t{1} << 11;
/// Stretches are summed in two halves, so that an addition need not wait for the one before.
constexpr std::size_t kLanes = 2;
/// Up to so many atoms it is faster to look for each of them in turn.
constexpr std::size_t kFewAtoms = 16;

bool is_finite(double value) {
  constexpr std::uint64_t kExponent = std::uint64_t{0x7ff} << 52;
  return (std::bit_cast<std::uint64_t>(value) & kExponent) != kExponent;
}

struct Extremes {
  double low = kInfinity, high = -kInfinity;
  bool finite = true;  ///< all values are; else low and high mean nothing
};

/// In lanes, which vectorise; the result does not depend on their number.
Extremes extremes(std::span<const double> values) {
  constexpr std::size_t kWidth = 16;
  std::array<double, kWidth> low, high, zero{};
  low.fill(kInfinity);
  high.fill(-kInfinity);
  std::size_t i = 0;
  for (; i + kWidth <= values.size(); i += kWidth) {
    for (std::size_t j = 0; j < kWidth; ++j) {
      const double value = values[i + j];
      low[j] = value < low[j] ? value : low[j];
      high[j] = value > high[j] ? value : high[j];
      zero[j] += value - value;  // no longer 0 after a value that is not finite
    }
  }
  for (; i < values.size(); ++i) {
    low[0] = std::min(low[0], values[i]);
    high[0] = std::max(high[0], values[i]);
    zero[0] += values[i] - values[i];
  }
  return {std::ranges::min(low), std::ranges::max(high), std::ranges::all_of(zero, [](double z) { return z == 0; })};
}

/// The double of a page and fraction.
double value_of(PageId id, std::uint64_t fraction) { return std::bit_cast<double>(std::uint64_t{id} << 52 | fraction); }

}  // namespace

Accumulator::Accumulator(const BinPlan& plan, std::uint32_t replicates)
    : plan_(&plan),
      atom_counts_(plan.atoms.size()),
      counts_(replicates),
      above_(replicates * plan.levels.size()),
      min_(kInfinity),
      max_(-kInfinity) {
  for (const PageId id : plan.fine) open(id, true);
}

void Accumulator::open(PageId id, bool fine) {
  const int bits = fine ? kFineBits : kCoarseBits;
  const auto shift = static_cast<std::uint8_t>(52 - bits);
  pages_.push_back({id, shift, bins_.size(), {}});
  sums_.resize(pages_.size() * counts_.size());
  stretches_.resize(pages_.size() * kLanes, {0, 0, bins_.size(), shift});
  bins_.resize(bins_.size() + (std::size_t{1} << bits));
  directory_[id] = static_cast<std::uint16_t>(pages_.size());
}

std::span<const std::uint32_t> Accumulator::bins(const Page& p) const {
  return std::span(bins_).subspan(p.first_bin, std::size_t{1} << (52 - p.shift));
}

std::size_t Accumulator::page(PageId id) {
  if (directory_[id] == 0) [[unlikely]]
    open(id, false);
  return directory_[id] - std::size_t{1};
}

void Accumulator::add_repeated(double value, std::uint64_t times, std::uint32_t replicate) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const std::uint64_t m = mantissa(bits);
  const std::size_t k = page(page_id(bits));
  Page& p = pages_[k];
  sum(k, replicate) += Uint128{m} * times;
  p.squares.add(Uint128{m} * m * times);
  bins_[p.first_bin + ((bits & kFraction) >> p.shift)] += static_cast<std::uint32_t>(times);
}

// Adds values up to the first whose page is not open, and returns how many these are.
std::size_t Accumulator::add_to_open_pages(std::span<const double> values) {
  const std::uint16_t* __restrict directory = directory_.data();
  Stretch* __restrict stretches = stretches_.data();
  std::uint32_t* __restrict counts = bins_.data();
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto bits = std::bit_cast<std::uint64_t>(values[i] + 0.0);  // -0 becomes 0
    const std::size_t k = directory[page_id(bits)];
    if (k == 0) [[unlikely]]
      return i;
    const std::uint64_t m = mantissa(bits);
    Stretch& stretch = stretches[(k - 1) * kLanes + i % kLanes];
    stretch.sum += m;
    stretch.squares += Uint128{m} * m;
    ++counts[stretch.first_bin + ((bits & kFraction) >> stretch.shift)];
  }
  return values.size();
}

void Accumulator::add_stretch(std::span<const double> values, std::uint32_t replicate) {
  for (auto rest = values; !rest.empty();) {
    rest = rest.subspan(add_to_open_pages(rest));
    if (!rest.empty()) open(page_id(std::bit_cast<std::uint64_t>(rest.front() + 0.0)), false);
  }
  for (std::size_t k = 0; k < stretches_.size(); ++k) {
    sum(k / kLanes, replicate) += std::exchange(stretches_[k].sum, 0);
    pages_[k / kLanes].squares.add(std::exchange(stretches_[k].squares, 0));
  }
}

void Accumulator::count_atoms(std::span<const double> values) {
  const std::vector<double>& atoms = plan_->atoms;
  if (atoms.size() <= kFewAtoms) {
    for (std::size_t k = 0; k < atoms.size(); ++k) {
      const double atom = atoms[k];
      std::uint64_t found = 0;
      for (const double value : values) found += value == atom;
      atom_counts_[k] += found;
    }
    return;
  }
  for (const double value : values) {
    const auto place = std::ranges::lower_bound(atoms, value);
    if (place != atoms.end() && *place == value) ++atom_counts_[static_cast<std::size_t>(place - atoms.begin())];
  }
}

void Accumulator::count_above(std::span<const double> values, std::uint32_t replicate) {
  std::uint64_t* const above = above_.data() + replicate * plan_->levels.size();
  for (std::size_t k = 0; k < plan_->levels.size(); ++k) {
    const double level = plan_->levels[k];
    std::uint64_t found = 0;
    for (const double value : values) found += value > level;
    above[k] += found;
  }
}

void Accumulator::add_finite(std::span<const double> values, double low, double high, std::uint32_t replicate) {
  min_ = std::min(min_, low);
  max_ = std::max(max_, high);
  count_atoms(values);
  if (low == high) {
    add_repeated(low + 0.0, values.size(), replicate);
  } else {
    add_stretch(values, replicate);
  }
}

void Accumulator::add_one_by_one(std::span<const double> values, std::uint64_t first_trial, std::uint32_t replicate) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_finite(values[i])) {
      add_finite(values.subspan(i, 1), values[i], values[i], replicate);
    } else {
      ++not_finite_;
      first_not_finite_ = std::min(first_not_finite_, first_trial + i);
    }
  }
}

void Accumulator::add(std::span<const double> values, std::uint64_t first_trial, std::uint32_t replicate) {
  for (; values.size() > kStretch; values = values.subspan(kStretch), first_trial += kStretch)
    add(values.first(kStretch), first_trial, replicate);
  counts_[replicate] += values.size();
  count_above(values, replicate);
  if (const Extremes found = extremes(values); found.finite) {
    add_finite(values, found.low, found.high, replicate);
  } else {
    add_one_by_one(values, first_trial, replicate);
  }
}

void Accumulator::prefetch() const {
  constexpr std::size_t kLine = 64 / sizeof(bins_[0]);
  for (std::size_t k = 0; k < bins_.size(); k += kLine) __builtin_prefetch(&bins_[k], 1);
}

void Accumulator::merge(const Accumulator& other) {
  for (std::size_t k = 0; k < counts_.size(); ++k) counts_[k] += other.counts_[k];
  not_finite_ += other.not_finite_;
  first_not_finite_ = std::min(first_not_finite_, other.first_not_finite_);
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
  for (std::size_t k = 0; k < above_.size(); ++k) above_[k] += other.above_[k];
  for (std::size_t k = 0; k < atom_counts_.size(); ++k) atom_counts_[k] += other.atom_counts_[k];
  for (std::size_t i = 0; i < other.pages_.size(); ++i) {
    const Page& theirs = other.pages_[i];
    const std::size_t place = page(theirs.id);
    Page& ours = pages_[place];
    for (std::uint32_t r = 0; r < replicates(); ++r) sum(place, r) += other.sums_[i * counts_.size() + r];
    ours.squares.add(theirs.squares);
    const std::span<const std::uint32_t> their_bins = other.bins(theirs);
    for (std::size_t k = 0; k < their_bins.size(); ++k) bins_[ours.first_bin + k] += their_bins[k];
  }
}

std::uint64_t Accumulator::count() const { return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0}); }

std::uint64_t Accumulator::above(std::size_t level) const {
  std::uint64_t total = 0;
  for (std::uint32_t r = 0; r < replicates(); ++r) total += above(level, r);
  return total;
}

ExactTerm Accumulator::term(std::size_t page, Uint128 sum) const {
  const Page& p = pages_[page];
  return {(p.id & 0x800) != 0, std::max(p.id & 0x7ff, 1) - 1075, sum, p.squares};
}

std::vector<ExactTerm> Accumulator::terms() const {
  std::vector<ExactTerm> result;
  for (std::size_t k = 0; k < pages_.size(); ++k) {
    const auto sums = std::span(sums_).subspan(k * counts_.size(), counts_.size());
    result.push_back(term(k, std::accumulate(sums.begin(), sums.end(), Uint128{0})));
  }
  return result;
}

double Accumulator::mean() const { return exact_mean(terms(), count()); }

double Accumulator::mean(std::uint32_t replicate) const {
  std::vector<ExactTerm> terms;
  for (std::size_t k = 0; k < pages_.size(); ++k) terms.push_back(term(k, sums_[k * counts_.size() + replicate]));
  return exact_mean(terms, counts_[replicate]);
}

double Accumulator::sd() const { return exact_sd(terms(), count()); }

std::vector<Accumulator::Piece> Accumulator::pieces() const {
  std::vector<Piece> result;
  for (const Page& p : pages_) append_bins(p, result);
  // A count can only have wrapped to 0 if all of 2^32 values, as many as a run may have, are in one bin.
  if (result.empty() && count() > 0) result.push_back({min_, max_, count()});
  std::ranges::sort(result, {}, &Piece::low);
  insert_atoms(result);
  return result;
}

// A bin reaches from its own leading bits to the next one's, but no further than the extremes.
void Accumulator::append_bins(const Page& p, std::vector<Piece>& result) const {
  const bool negative = (p.id & 0x800) != 0;
  const std::span<const std::uint32_t> counts = bins(p);
  for (std::size_t k = 0; k < counts.size(); ++k) {
    if (counts[k] == 0) continue;
    const double inner = value_of(p.id, k << p.shift);
    const double outer = value_of(p.id, (((k + 1) << p.shift) - 1));
    const double low = negative ? outer : inner, high = negative ? inner : outer;
    result.push_back({std::max(low, min_), std::min(high, max_), counts[k]});
  }
}

// An atom is taken out of its bin and stands at its own place; what else the bin holds is divided there in proportion to the length.
void Accumulator::insert_atoms(std::vector<Piece>& result) const {
  for (std::size_t k = 0; k < atom_counts_.size(); ++k) {
    if (atom_counts_[k] == 0) continue;
    const double at = plan_->atoms[k];
    auto place = std::ranges::partition_point(result, [at](const Piece& piece) { return piece.high < at; });
    const Piece bin = *place;
    const std::uint64_t others = bin.count - atom_counts_[k];
    const double part = bin.high > bin.low ? (at - bin.low) / (bin.high - bin.low) : 0;
    const auto left = static_cast<std::uint64_t>(part * static_cast<double>(others) + 0.5);
    *place = {at, bin.high, others - left};
    place = result.insert(place, {at, at, atom_counts_[k]});
    result.insert(place, {bin.low, at, left});
  }
  std::erase_if(result, [](const Piece& piece) { return piece.count == 0; });
}

}  // namespace cellcast::sim
