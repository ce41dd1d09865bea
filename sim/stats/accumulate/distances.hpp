#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "sim/stats/accumulate/exact_sums.hpp"
#include "sim/stats/accumulate/grid.hpp"
#include "sim/stats/accumulate/packed.hpp"
#include "sim/stats/accumulate/prefetch.hpp"

namespace cellcast::sim {

/// Extremes of some values, and the sums of their distances from a grid's centre and of the squares of these, in the grid's steps.
struct Distances {
  double low, high;
  std::int64_t sum;
  std::uint64_t squares;
  bool are_within;  ///< each value is finite and within the grid's reach; else this means nothing
};

/// Of 1 to 2^11 values.
Distances distances(const Grid& grid, std::span<const double> values);

/// Sums of the distances of numbers from a grid's centre, replicate by replicate, and of their squares. Each is rounded to the grid for
/// itself, and those beyond its reach are taken as they are; so all sums are integers, which merge to the same bits in any order.
class DistanceSums {
 public:
  /// The grid and the memory must outlive the sums.
  DistanceSums(const Grid& grid, std::uint32_t replicates, std::pmr::memory_resource* memory = std::pmr::get_default_resource())
      : grid_(&grid), sums_(replicates, memory), beyond_(replicates) {}

  /// Adds values of one replicate, which are within the reach.
  void add(const Distances& values, std::uint32_t replicate) {
    sums_[replicate] += values.sum;
    squares_ += values.squares;
  }
  /// Adds a finite value so many times.
  void add_repeated(double value, std::uint64_t times, std::uint32_t replicate);
  void prefetch(std::uint32_t replicate) const { sim::prefetch(&sums_[replicate], sizeof(Int128)); }
  /// Precondition: the same grid, as many replicates.
  void merge(const DistanceSums& other);
  /// Adds what sums of the same grid and as many replicates have saved. Throws Malformed.
  void merge(PackedReader& saved);
  void save(PackedWriter& to) const;

  /// The mean of all `count` values, or of the replicate's, rounded once. Precondition: count > 0.
  double mean(std::uint64_t count) const;
  double mean(std::uint64_t count, std::uint32_t replicate) const;
  /// Standard deviation of all `count` values with divisor count - 1; 0 for one value.
  double sd(std::uint64_t count) const;

 private:
  ExactTerm term(Int128 sum) const { return {grid_->reach - Grid::kBits, sum, {}}; }
  double mean(std::vector<ExactTerm> distances, std::uint64_t count) const;
  Int128 sum() const;

  const Grid* grid_;
  std::pmr::vector<Int128> sums_;  ///< [replicate]
  Uint128 squares_ = 0;
  ExactSums beyond_;  ///< of distances beyond the reach
};

}  // namespace cellcast::sim
