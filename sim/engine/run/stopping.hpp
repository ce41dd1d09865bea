#pragma once

#include <cstdint>
#include <span>

#include "sim/engine/counts/tally.hpp"
#include "sim/results/results.hpp"

namespace cellcast::sim {

/// Decides when a run is long enough: at looks whose trials are a function of the plan, from exact statistics, so on any number of
/// threads alike. The plan must have a rule, and outlive this.
class Stopping {
 public:
  Stopping(const Plan& plan, const Counted& counted);

  /// The trials of the first look after so many, at most the plan's: 4,096 and then a quarter more each time; under Sobol's design whole
  /// nets, twice as many.
  std::uint64_t next_look(std::uint64_t done) const;

  /// The number looked at.
  std::size_t index() const { return index_; }

  /// Unknown where the sample has no bound for a quantile on one side, where a mean's trials have all one value, but need
  /// not, and where the estimate is 0 and its error is not.
  RelativeError relative_error(const Accumulator& values) const;
  /// Whether that is little enough, given what it was at the look before (infinite at the first). Error bars of few replicates are rough,
  /// and a rule that is tried again and again stops too soon where they are low by chance: so under a design with replicates the look
  /// before must have been within reach as well, at least as close as independent trials come to the target by being doubled.
  bool is_reached(double relative_error, double before) const;

 private:
  RelativeError error_of_quantile(const Accumulator& values, double p) const;
  RelativeError error_of_mean(const Accumulator& values) const;

  const Plan* plan_;
  std::size_t index_, level_;
};

}  // namespace cellcast::sim
