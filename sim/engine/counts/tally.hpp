#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/engine/counts/counted.hpp"
#include "sim/engine/trials/kernel.hpp"
#include "sim/stats/accumulate/accumulator.hpp"
#include "sim/stats/accumulate/arena.hpp"

namespace cellcast::sim {

/// An accumulator for each number that is counted. The plans must outlive it.
class Tally {
 public:
  Tally(const std::vector<BinPlan>& plans, const Design& design);

  /// Counts trials of a chunk.
  void add(const Kernel& kernel, const Rows& rows);
  /// Counts each trial as often as its weight says, in the first replicate.
  void add_weighted(const Rows& rows, std::span<const std::uint32_t> weights);
  void merge(const Tally& other);
  /// Adds what a tally of the same plans and design has saved. Throws Malformed.
  void merge(PackedReader& saved);
  /// Saves what tallies of the same plans and design come to together; `parts` are not empty.
  static void save(std::span<const Tally* const> parts, PackedWriter& to);
  std::uint64_t trials() const;  ///< that were counted; weighted ones as often as they weigh
  /// Counts constants, which `add` passes over: once, when all else is done.
  void count_constants();
  const Accumulator& operator[](std::size_t index) const { return accumulators_[index]; }

 private:
  const std::vector<BinPlan>* plans_;
  const Design* design_;
  std::unique_ptr<Arena> memory_;     ///< of the accumulators; may not move
  std::vector<std::size_t> varying_;  ///< numbers that are not constant
  std::vector<Accumulator> accumulators_;
  std::vector<std::uint64_t> trials_;  ///< [replicate]
};

}  // namespace cellcast::sim
