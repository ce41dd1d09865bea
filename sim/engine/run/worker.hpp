#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sim/engine/counts/achieved.hpp"
#include "sim/engine/counts/samples.hpp"
#include "sim/engine/counts/tally.hpp"
#include "sim/engine/findings/pairing.hpp"
#include "sim/engine/findings/updating.hpp"
#include "sim/engine/options.hpp"

namespace cellcast::sim {

/// What all threads of a run read, and the samples, of which each writes its own places.
struct Setup {
  /// Keeps so many leading trials. All arguments must outlive this.
  Setup(const Plan& to_run, const RunOptions& how, std::uint64_t kept_trials);

  const Plan& plan;
  const RunOptions& options;
  Counted counted;
  std::vector<BinPlan> bins;
  Samples samples;
  std::optional<Weighting> weighting;
  Design independent{config::Method::monte_carlo, 1, 1, {}};  ///< of weighted trials, which have no replicates
  std::optional<Pairing> pairing;
  std::optional<Samples> paired_samples;
};

/// What one thread computes and counts.
class Worker {
 public:
  explicit Worker(Setup& setup);

  void run(std::uint64_t first, std::size_t count);
  void merge(const Worker& other);
  /// Adds what workers of the same plan have saved. Throws Malformed.
  void merge(PackedReader& saved);
  /// Saves what workers come to together; not their samples.
  static void save(std::span<const Worker* const> parts, PackedWriter& to);

  std::uint64_t trials() const { return tally_.trials(); }
  const Accumulator& operator[](std::size_t index) const { return tally_[index]; }

  /// To be called once, of the worker that the others were merged into.
  Results summarize(std::uint64_t trials, const Samples& samples);

 private:
  Setup* setup_;
  Chunk chunk_;
  Rows rows_;
  Tally tally_;
  Achieved achieved_;
  std::optional<Tally> weighted_;
  WeightSums sums_;
  std::vector<std::uint32_t> weights_;
  std::optional<PairedRows> paired_;
  std::optional<Tally> differences_;
};

}  // namespace cellcast::sim
