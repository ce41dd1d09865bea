#pragma once

#include <cstdint>
#include <vector>

#include "sim/stats/accumulate/exact.hpp"
#include "sim/stats/accumulate/packed.hpp"

namespace cellcast::sim {

/// The exact sums of numbers, replicate by replicate, and of their squares. Integers, so that they merge to the same bits in any order.
class ExactSums {
 public:
  explicit ExactSums(std::uint32_t replicates) : replicates_(replicates) {}

  /// Adds a finite value so many times.
  void add_repeated(double value, std::uint64_t times, std::uint32_t replicate);
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
  /// Values as multiples of 2^(exponent - 1075), the last place of their mantissa.
  struct Unit {
    std::uint32_t exponent;
    Uint192 squares;
  };

  std::size_t unit(std::uint32_t exponent);
  Int128& sum(std::size_t unit, std::uint32_t replicate) { return sums_[unit * replicates_ + replicate]; }

  std::uint32_t replicates_;
  std::vector<Unit> units_;
  std::vector<Int128> sums_;  ///< [unit][replicate]
};

}  // namespace cellcast::sim
