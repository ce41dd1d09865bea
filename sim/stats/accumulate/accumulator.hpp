#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "sim/stats/accumulate/bin_counts.hpp"
#include "sim/stats/accumulate/distances.hpp"
#include "sim/stats/accumulate/stretch.hpp"

namespace cellcast::sim {

/// All statistics of one number over the trials, in memory that does not depend on how many there are.
///
/// Everything kept is an integer or an extreme, so accumulators merge exactly and in any order: mean and variance come from sums of
/// distances that are rounded to a grid, quantiles from counts over the leading bits of the values. Sums and counts above levels are kept
/// for each replicate of the design, which is what error bars come from.
class Accumulator {
 public:
  /// The plan must outlive the accumulator, and so must `memory`, where its counts are kept, which do not
  /// grow; those of copies are elsewhere.
  explicit Accumulator(const BinPlan& plan, std::uint32_t replicates = 1,
                       std::pmr::memory_resource* memory = std::pmr::get_default_resource());

  /// Adds up to kMost values of consecutive trials, those of a replicate after those of another. `first_trial` is the address of
  /// values[0], for the report of a value that is not finite.
  void add(std::span<const double> values, std::uint64_t first_trial, std::span<const Stretch> stretches);
  static constexpr std::size_t kMost = BinCounts::kMost;
  /// Adds any number of values of one replicate.
  void add(std::span<const double> values, std::uint64_t first_trial, std::uint32_t replicate = 0);

  /// Adds one value so many times.
  void add_repeated(double value, std::uint64_t times, std::uint32_t replicate);

  /// Asks the processor for what the next `add` of these stretches will need.
  void prefetch(std::span<const Stretch> stretches) const {
    std::size_t values = 0;
    const std::size_t levels = plan_->levels.size();
    sim::prefetch(levels_.data(), levels_.size() * sizeof(levels_[0]));
    for (const Stretch& stretch : stretches) {
      values += stretch.size;
      sums_.prefetch(stretch.replicate);
      sim::prefetch(&counts_[stretch.replicate], sizeof(counts_[0]));
      if (levels > 0) sim::prefetch(&above_[stretch.replicate * levels], levels * sizeof(above_[0]));
    }
    bins_.prefetch(values);
  }

  /// Precondition: the same plan and number of replicates.
  void merge(const Accumulator& other);
  /// Adds what an accumulator of the same plan and number of replicates has saved. Throws Malformed.
  void merge(PackedReader& saved);
  void save(PackedWriter& to) const;

  std::uint32_t replicates() const { return static_cast<std::uint32_t>(counts_.size()); }
  std::uint64_t count() const;
  std::uint64_t count(std::uint32_t replicate) const { return counts_[replicate]; }
  double min() const { return min_ + 0.0; }  ///< never -0, whose place among zeros would depend on the order
  double max() const { return max_ + 0.0; }
  /// The mean, rounded once; see DistanceSums. Precondition: count > 0 and nothing not finite.
  double mean() const;
  double mean(std::uint32_t replicate) const;
  /// Standard deviation with divisor n - 1; 0 for one value.
  double sd() const;
  /// Values above a level of the plan.
  std::uint64_t above(std::size_t level) const;
  std::uint64_t above(std::size_t level, std::uint32_t replicate) const { return above_[replicate * plan_->levels.size() + level]; }

  /// All trials have one value, whatever is drawn.
  bool is_constant() const { return plan_->constant.has_value(); }

  /// Infinities and not-a-numbers; they are in no other statistic but the count.
  std::uint64_t not_finite() const { return not_finite_; }
  std::uint64_t first_not_finite() const { return first_not_finite_; }  ///< smallest trial

  /// All values from the smallest to the largest; see BinCounts.
  std::vector<BinCounts::Piece> pieces() const { return bins_.pieces(min_, max_, count()); }

 private:
  struct Extremes {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    bool are_finite = true;  ///< all values; low and high are those of the finite ones
  };

  void sum(std::span<const double> values, std::uint32_t replicate, Extremes& extremes);
  void count(std::span<const double> values, double low, double high, std::span<const Stretch> stretches);
  void count_finite(std::span<const double> values, std::uint64_t first_trial, std::span<const Stretch> stretches);
  void count_above(std::span<const double> values, std::span<const BinPlace> places, std::uint32_t replicate);

  const BinPlan* plan_;
  DistanceSums sums_;
  BinCounts bins_;
  std::pmr::vector<BinPlace> levels_;            ///< [level of the plan, ...], see BinPlaces::last_up_to; kNoPlace where there is none
  std::pmr::vector<std::uint32_t> within_bins_;  ///< levels that have none
  double lowest_level_ = std::numeric_limits<double>::infinity();
  std::pmr::vector<std::uint64_t> counts_;  ///< [replicate]
  std::pmr::vector<std::uint64_t> above_;   ///< [replicate][level of the plan]
  std::uint64_t not_finite_ = 0, first_not_finite_ = ~std::uint64_t{0};
  double min_, max_;
};

}  // namespace cellcast::sim
