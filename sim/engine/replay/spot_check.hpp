#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/engine/options.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::sim {

/// Trials that are checked together.
inline constexpr std::uint64_t kSpot = 256;

/// Distinct numbers below `count`, ascending: `wanted` of them, chosen at random by the seed, or all where there are no more.
std::vector<std::uint64_t> choose(std::uint64_t count, std::uint64_t wanted, std::uint64_t seed);

/// A value of a trial that does not fit results.
struct Misfit {
  enum class Kind { sample, extremes, histogram };
  Kind kind;
  std::string name;  ///< of an input, or of a variable
  CellName cell;     ///< of a variable; year 0 for an input
  std::uint64_t trial;
  double recomputed;
  double stored;  ///< of a sample
};

struct SpotCheck {
  std::uint64_t trials = 0, sampled = 0;  ///< that were computed again; of these, kept as samples
  std::uint64_t values = 0, misfits = 0;  ///< values that were looked at; that do not fit
  std::optional<Misfit> first;            ///< of the first trial and number that does not fit

  void merge(const SpotCheck& later);
};

/// Whether results have the variables, inputs and labels that a run of the plan would have, so that they can be compared with it.
bool has_shape_of(const Plan& plan, const Results& results);

/// Computes blocks of kSpot trials of a finished run again. Those that the results keep as samples must be the same to the bit; the outputs
/// of any must lie between the smallest and the largest value, and where the histogram has trials. Counts in a histogram are as exact as
/// bins of an octave / 128, so trials that near will do.
/// Precondition: has_shape_of. Throws Stopped.
SpotCheck spot_check(const Plan& plan, const Results& results, const std::vector<std::uint64_t>& blocks, const RunOptions& options = {});

}  // namespace cellcast::sim
