#pragma once

#include <algorithm>
#include <vector>

#include "sim/engine/counts/samples.hpp"
#include "sim/engine/counts/tally.hpp"
#include "sim/results/results.hpp"

namespace cellcast::sim {

/// The cells that a scenario has in common with the base of its batch: of the same variable, labels and year, kept by both. Immutable;
/// shared by all threads.
class Pairing {
 public:
  /// The plans must outlive this. Precondition: why_unpaired finds nothing between their scenarios.
  Pairing(const Plan& base, const Plan& later, Isa isa = best_isa());

  std::size_t cells() const { return frame_.cells; }
  std::uint64_t samples() const { return std::min(base_->samples, later_->samples); }
  const std::vector<BinPlan>& bins() const { return bins_; }  ///< [cell]

  /// What the differences over all trials come to. `base` and `later` are the results of the two.
  Difference summarize(const Tally& tally, const Samples& samples, const Results& base, const Results& later) const;

 private:
  friend class PairedRows;

  void match(VariableId id, VariableId base_id);
  void plan_bins();

  const Plan* base_;
  const Plan* later_;
  const Kernel* kernel_;
  Frame frame_;
  std::vector<VariableId> base_ids_;                 ///< [variable of the frame], which has the later scenario's
  std::vector<std::size_t> base_rows_, later_rows_;  ///< [cell of the frame], row of the layout
  std::vector<BinPlan> bins_;
};

/// The differences of consecutive trials: the base is computed beside the later scenario. One per thread.
class PairedRows {
 public:
  explicit PairedRows(const Pairing& pairing, std::size_t capacity = kChunk);

  /// Of the trials that are in the later scenario's chunk.
  const Rows& compute(const Chunk& later);
  /// Whether a difference is the same in all trials, whatever is drawn.
  bool is_constant(std::size_t cell, const Chunk& later) const;

 private:
  const Pairing* pairing_;
  std::size_t capacity_;
  Chunk base_;
  std::vector<double> values_;  ///< [cell][capacity]
  Rows rows_;
};

}  // namespace cellcast::sim
