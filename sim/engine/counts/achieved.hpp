#pragma once

#include <vector>

#include "sim/engine/counts/tally.hpp"
#include "sim/results/results.hpp"
#include "sim/stats/infer/grade_correlations.hpp"

namespace cellcast::sim {

/// What the correlations that a scenario asks for have become in the draws. One per thread.
class Achieved {
 public:
  explicit Achieved(const Plan& plan);

  void add(const Chunk& chunk);
  void merge(const Achieved& other) { correlations_.merge(other.correlations_); }
  void merge(PackedReader& saved) { correlations_.merge(saved); }
  void save(PackedWriter& to) const { correlations_.save(to); }
  std::vector<CorrelationSummary> summary() const;

 private:
  const Plan* plan_;
  GradeCorrelations correlations_;
};

}  // namespace cellcast::sim
