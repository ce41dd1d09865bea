#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "sim/engine/options.hpp"
#include "sim/stats/accumulate/accumulator.hpp"

namespace cellcast::sim {

/// The trials of a run that are counted so far: any of them, in any order, each once. What they come to can be saved, and merged
/// elsewhere, exactly.
///
/// Who calls keeps account of which trials these are.
class PartialRun {
 public:
  /// When samples, the leading trials, are taken.
  enum class Sampling {
    in_passing,  ///< while they are counted, in memory that is taken from the first: where all trials are run here
    at_the_end   ///< by computing them again
  };

  /// All arguments must outlive this.
  PartialRun(const Plan& plan, const RunOptions& options, Sampling sampling);
  ~PartialRun();

  /// Counts the trials begin ... end - 1. Throws Stopped where it was told to; what was counted then is not known.
  void run(std::uint64_t begin, std::uint64_t end);
  /// Forgets all trials.
  void clear();
  /// Adds what the same plan's trials came to elsewhere. Throws Malformed; what was counted then is not known.
  void merge(std::string_view saved);
  std::string save() const;

  std::uint64_t trials() const;
  /// One number's statistics so far; a constant has none. Precondition: some trials.
  Accumulator number(std::size_t index) const;

  /// What the first `trials` come to, which were counted all, and no others. Ends the run. Throws Stopped where it was told to stop.
  Results finish(std::uint64_t trials);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cellcast::sim
