#pragma once

#include <optional>
#include <vector>

#include "sim/engine/counts/samples.hpp"
#include "sim/engine/counts/tally.hpp"
#include "sim/results/results.hpp"
#include "sim/stats/infer/ranks.hpp"

namespace cellcast::sim {

/// The quantiles asked for: their ranks, and those that bound them if trials are independent.
struct Ranks {
  /// Of so many trials; `confidence` is their confidence_factor.
  Ranks(const std::vector<double>& asked, std::uint64_t trials, double confidence);
  /// Of values that are counted `total` times, and tell as much as `effective_trials` independent trials.
  Ranks(const std::vector<double>& asked, std::uint64_t total, std::uint64_t effective_trials);

  std::vector<double> probabilities;
  std::vector<std::uint64_t> at;
  std::vector<RankBounds> independent;
  double factor;
  std::optional<double> effective{};  ///< trials, where values are weighted
};

/// The values of the ranks.
std::vector<double> quantiles(const Accumulator& values, const Ranks& ranks);

/// The statistics of a frame's variables, whose cells are the tally's numbers from `first` on, and the samples'.
std::vector<Field> summarize_fields(const Frame& frame, const Tally& tally, std::size_t first, const Ranks& ranks, const Samples& samples,
                                    std::uint64_t trials);

}  // namespace cellcast::sim
