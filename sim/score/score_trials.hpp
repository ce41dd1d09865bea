#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/engine/options.hpp"
#include "sim/plan/plan.hpp"
#include "sim/score/outcome.hpp"

namespace cellcast::sim {

/// Trials that can be scored: rows of them are kept and sorted in memory.
inline constexpr std::uint64_t kMostScored = std::uint64_t{1} << 26;

/// A number that the plan computes, and what became known of it.
struct ScoredCell {
  VariableId variable{};
  std::size_t cell = 0;
  std::vector<Outcome> outcomes;
};

/// Where passes begin. Answers do not depend on it.
struct ScoringMemory {
  std::uint64_t bytes = std::uint64_t{256} << 20;  ///< of rows, and as many of what scoring them takes
};

/// How often each of the leading trials counts by the plan's evidence: the weights of a run, see Weighting. Throws
/// Stopped.
std::vector<std::uint32_t> weigh_trials(const Plan& plan, std::uint64_t trials, const RunOptions& options);

/// What the leading trials score on each outcome: [cell][outcome]. Weights [trial], or none.
/// Trials are computed again for each group of cells: as many as the memory holds the rows of, at least one. So twice that is the bound,
/// 512 MiB, or 56 bytes a trial where these are more. The same bits on any number of threads. options.progress is told of the trials done in all
/// passes so far, of passes() times trials. Precondition: trials <= kMostScored, and the plan computes the variables. Throws NotFinite
/// where a value is not finite, and Stopped.
std::vector<std::vector<Scores>> score_trials(const Plan& plan, std::uint64_t trials, std::span<const ScoredCell> cells,
                                              std::span<const std::uint32_t> weights, const RunOptions& options,
                                              const ScoringMemory& memory = {});
/// How often the trials are computed for so many cells.
std::uint64_t passes(std::size_t cells, std::uint64_t trials, const ScoringMemory& memory = {});

}  // namespace cellcast::sim
