#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/stats/accumulate/exact.hpp"
#include "sim/stats/accumulate/packed.hpp"
#include "sim/stats/accumulate/prefetch.hpp"
#include "sim/stats/accumulate/stretch.hpp"

namespace cellcast::sim {

/// The exact sums of numbers, replicate by replicate, and of their squares. Integers, so that they merge to the same bits in any order.
class ExactSums {
 public:
  explicit ExactSums(std::uint32_t replicates) : replicates_(replicates) {}

  /// Adds finite values of magnitudes up to `largest`; `stretches` say of which replicates they are.
  void add(std::span<const double> values, double largest, std::span<const Stretch> stretches);
  void add_repeated(double value, std::uint64_t times, std::uint32_t replicate);
  void prefetch(std::span<const Stretch> stretches) const {
    sim::prefetch(units_.data(), units_.size() * sizeof(Unit));
    for (std::size_t k = 0; k < units_.size(); ++k) {
      for (const Stretch& stretch : stretches) sim::prefetch(&sums_[k * replicates_ + stretch.replicate], sizeof(Int128));
    }
  }
  /// Precondition: as many replicates.
  void merge(const ExactSums& other);
  /// Adds what a sum of as many replicates has saved. Throws Malformed.
  void merge(PackedReader& saved);
  void save(PackedWriter& to) const;

  /// Of all values.
  std::vector<ExactTerm> terms() const;
  /// Of one replicate's values; without their squares.
  std::vector<ExactTerm> terms(std::uint32_t replicate) const;

 private:
  /// Values as multiples of 2^(exponent - 1075): a unit that is theirs, or that of a number up to 2^5 times smaller.
  struct Unit {
    std::uint32_t exponent;
    Uint192 squares;
  };

  std::size_t unit(std::uint32_t exponent);
  Int128& sum(std::size_t unit, std::uint32_t replicate) { return sums_[unit * replicates_ + replicate]; }
  void add_smaller(std::span<const double> values, std::uint32_t exponent, std::uint32_t replicate);

  std::uint32_t replicates_;
  std::vector<Unit> units_;
  std::vector<Int128> sums_;  ///< [unit][replicate]
};

}  // namespace cellcast::sim
