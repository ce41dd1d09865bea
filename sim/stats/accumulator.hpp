#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/stats/bins.hpp"
#include "sim/stats/exact.hpp"

namespace cellcast::sim {

/// All statistics of one number over the trials, in memory that does not depend on how many there are.
///
/// Everything kept is an integer or an extreme, so accumulators merge exactly and in any order: mean and variance come from the exact
/// sums of the mantissas and of their squares, octave by octave; quantiles from counts over the leading bits of the values.
/// Sums and counts above levels are kept for each replicate of the design, which is what error bars come from.
class Accumulator {
 public:
  /// The plan must outlive the accumulator.
  explicit Accumulator(const BinPlan& plan, std::uint32_t replicates = 1);

  /// `first_trial` is the address of values[0], for the report of a value that is not finite. Precondition: replicate < replicates().
  void add(std::span<const double> values, std::uint64_t first_trial, std::uint32_t replicate = 0);

  /// Asks the processor for the bins, which the next `add` will need; takes a fifth off a run's time, as the bins of all outputs together
  /// are far larger than any cache.
  void prefetch() const;

  /// Precondition: the same plan and number of replicates.
  void merge(const Accumulator& other);

  std::uint32_t replicates() const { return static_cast<std::uint32_t>(counts_.size()); }
  std::uint64_t count() const;
  std::uint64_t count(std::uint32_t replicate) const { return counts_[replicate]; }
  double min() const { return min_ + 0.0; }  ///< never -0, whose place among zeros would depend on the order
  double max() const { return max_ + 0.0; }
  /// The exact mean, rounded once. Precondition: count > 0 and nothing not finite.
  double mean() const;
  double mean(std::uint32_t replicate) const;
  /// Standard deviation with divisor n - 1, from the exact variance; 0 for one value.
  double sd() const;
  /// Values above a level of the plan.
  std::uint64_t above(std::size_t level) const;
  std::uint64_t above(std::size_t level, std::uint32_t replicate) const { return above_[replicate * plan_->levels.size() + level]; }

  /// Infinities and not-a-numbers; they are in no other statistic but the count.
  std::uint64_t not_finite() const { return not_finite_; }
  std::uint64_t first_not_finite() const { return first_not_finite_; }  ///< smallest trial

  /// Values that lie in [low, high], evenly as far as is known; low = high for an atom.
  struct Piece {
    double low, high;
    std::uint64_t count;
  };
  /// All values from the smallest to the largest; pieces do not overlap but for their ends.
  std::vector<Piece> pieces() const;

 private:
  /// The values of one sign and exponent.
  struct Page {
    PageId id;
    std::uint8_t shift;  ///< of the mantissa, to the bin
    std::size_t first_bin;
    Uint192 squares;  ///< of mantissas: integers below 2^53
  };
  /// The sums of a stretch of values so short that they need fewer bits.
  struct Stretch {
    std::uint64_t sum;
    Uint128 squares;
    std::size_t first_bin;
    std::uint64_t shift;
  };

  std::size_t page(PageId id);
  std::span<const std::uint32_t> bins(const Page& page) const;
  void open(PageId id, bool fine);
  Uint128& sum(std::size_t page, std::uint32_t replicate) { return sums_[page * counts_.size() + replicate]; }
  void add_one_by_one(std::span<const double> values, std::uint64_t first_trial, std::uint32_t replicate);
  void add_finite(std::span<const double> values, double low, double high, std::uint32_t replicate);
  void add_repeated(double value, std::uint64_t times, std::uint32_t replicate);
  void add_stretch(std::span<const double> values, std::uint32_t replicate);
  std::size_t add_to_open_pages(std::span<const double> values);
  void count_atoms(std::span<const double> values);
  void count_above(std::span<const double> values, std::uint32_t replicate);
  ExactTerm term(std::size_t page, Uint128 sum) const;
  std::vector<ExactTerm> terms() const;
  void append_bins(const Page& page, std::vector<Piece>& result) const;
  void insert_atoms(std::vector<Piece>& result) const;

  const BinPlan* plan_;
  std::array<std::uint16_t, kPages> directory_{};  ///< index into pages_ plus 1; 0: not open
  std::vector<Page> pages_;
  std::vector<Uint128> sums_;               ///< of mantissas, [page][replicate]
  std::vector<std::uint32_t> bins_;         ///< [page.first_bin + leading bits of the mantissa], modulo 2^32
  std::vector<Stretch> stretches_;          ///< [page][kLanes]
  std::vector<std::uint64_t> atom_counts_;  ///< [atom of the plan]; atoms are in the bins too
  std::vector<std::uint64_t> counts_;       ///< [replicate]
  std::vector<std::uint64_t> above_;        ///< [replicate][level of the plan]
  std::uint64_t not_finite_ = 0, first_not_finite_ = ~std::uint64_t{0};
  double min_, max_;
};

}  // namespace cellcast::sim
