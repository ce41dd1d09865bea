#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/function_ref.hpp"

namespace cellcast::sim {

/// A figure and its 95 % interval.
struct Estimate {
  double value = 0, low = 0, high = 0;
};

/// Trials divided into blocks that are independent of one another: replicates of a design, or as many trials each where trials are.
class Blocks {
 public:
  /// of[i] is the block of trial i, below count; count >= 2, no block without trials.
  Blocks(std::vector<std::uint32_t> of, std::uint32_t count);
  /// kIndependent consecutive parts of independent trials, that differ by at most one trial; as many as there are trials where these are
  /// fewer. Precondition: trials >= 2.
  static Blocks independent(std::size_t trials);
  static constexpr std::uint32_t kIndependent = 16;

  std::uint32_t count() const { return count_; }
  std::size_t trials() const { return of_.size(); }
  std::uint32_t of(std::size_t trial) const { return of_[trial]; }

  /// The mean of value(trial) over all trials, at least `least`, and so its interval: Student's t over the means of blocks. Summed block by
  /// block in the order of trials.
  Estimate mean(base::FunctionRef<double(std::size_t)> value, double least) const;
  /// The same of sums over blocks.
  Estimate mean_of_sums(std::span<const double> sums, double least) const;

 private:
  std::vector<std::uint32_t> of_;
  std::uint32_t count_;
  std::vector<double> sizes_;  ///< [block]
  double factor_;              ///< standard errors to the end of the interval
};

}  // namespace cellcast::sim
