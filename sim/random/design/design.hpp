#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "config/scenario/method.hpp"
#include "sim/random/design/replicates.hpp"
#include "sim/random/design/sobol.hpp"
#include "sim/random/stream/uniform.hpp"

namespace cellcast::sim {

/// Where an input's uniforms come from: its name's stream, and under Sobol's design also a dimension of the sequence.
struct DesignInput {
  Stream stream;
  std::size_t dimension;
};

/// The uniforms of all inputs and trials, as pure functions of their addresses. Immutable; shared by all threads.
class Design {
 public:
  /// For so many trials, as final_trials has rounded them. Throws std::out_of_range for a dimension that Sobol's sequence lacks.
  Design(config::Method method, std::uint64_t trials, std::uint32_t replicates, std::vector<DesignInput> inputs);

  /// out[i] = the uniform of trial first + i, in [kSmallestUniform, kLargestUniform].
  void uniforms(std::size_t input, std::uint64_t first, std::span<double> out) const;

  /// Whether another one has the same uniforms at all addresses.
  bool is_same(const Design& other) const;

  /// Independent randomisations behind the error bars; 1 where trials themselves are independent.
  std::uint32_t replicates() const { return replicates_; }
  /// The longest piece that begins with a trial.
  Piece piece(std::uint64_t trial) const;

 private:
  template <class Fill>
  void by_pieces(std::uint64_t first, std::span<double> out, const Fill& fill) const;
  std::size_t leading(std::size_t input, std::uint64_t first, std::span<double> out) const;
  std::size_t sobol(std::size_t input, const Piece& piece, std::span<double> out) const;
  void stratify(std::size_t input, const Piece& piece, std::span<double> u) const;

  config::Method method_;
  std::uint32_t replicates_;
  std::uint64_t points_;  ///< of a replicate
  std::vector<DesignInput> inputs_;
  std::vector<SobolDirections> directions_;  ///< [input], under Sobol's design
};

/// The trials that a design makes of those asked for, rounded up: the same number for each replicate, and that a power of two under
/// Sobol's design.
std::uint64_t final_trials(config::Method method, std::uint64_t trials, std::uint32_t replicates);

}  // namespace cellcast::sim
