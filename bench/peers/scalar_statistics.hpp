#pragma once

#include <cstdint>
#include <iosfwd>
#include <span>
#include <vector>

#include "sim/plan/plan.hpp"

namespace cellcast::bench {

/// Sums, extremes and a histogram of each value, as bench/peers/statistics_by_row.py keeps them: bins of equal width over the range that a
/// pilot saw and a margin, moments of positions among the bins.
class ScalarStatistics {
 public:
  explicit ScalarStatistics(std::size_t values);

  /// A trial of the pilot, whose extremes alone count.
  void see(std::span<const double> values);
  void set_bins();
  void add(std::span<const double> values);

  double mean(std::size_t value) const;
  double sd(std::size_t value) const;
  double min(std::size_t value) const { return kept_[value].min; }
  double max(std::size_t value) const { return kept_[value].max; }
  double quantile(std::size_t value, double probability) const;

 private:
  static constexpr std::size_t kBins = 1024;
  struct Kept {
    double low = 0, scale = 0;  ///< position = (x - low) * scale
    double sum = 0, squares = 0, min, max;
  };

  std::vector<Kept> kept_;
  std::vector<std::uint32_t> bins_;  ///< [value][kBins]
  std::uint64_t count_ = 0;
};

/// As `cellcast export`; inputs as variable `input`.
void write_csv(const sim::Plan& plan, const ScalarStatistics& statistics, std::ostream& out);

}  // namespace cellcast::bench
