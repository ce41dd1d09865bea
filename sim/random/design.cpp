#include "sim/random/design.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <stdexcept>

#include "sim/random/permutation.hpp"
#include "sim/random/scramble.hpp"
#include "sim/random/words.hpp"

namespace cellcast::sim {
namespace {

class MonteCarlo final : public Design {
 public:
  explicit MonteCarlo(std::vector<DesignInput> inputs) : inputs_(std::move(inputs)) {}

  void uniforms(std::size_t input, std::uint64_t first, std::span<double> out) const override {
    sim::uniforms(inputs_[input].stream, first, out);
  }
  std::uint32_t replicates() const override { return 1; }
  Piece piece(std::uint64_t trial) const override { return {0, trial, ~std::uint64_t{0} - trial}; }

 private:
  std::vector<DesignInput> inputs_;
};

class Sobol final : public Design {
 public:
  Sobol(std::uint32_t replicates, std::vector<DesignInput> inputs) : replicates_{replicates}, inputs_(std::move(inputs)) {
    for (const DesignInput& input : inputs_) directions_.push_back(sobol_directions(input.dimension));
  }

  void uniforms(std::size_t input, std::uint64_t first, std::span<double> out) const override {
    while (!out.empty()) {
      const std::size_t count = fill(input, replicates_.piece(first), out);
      first += count;
      out = out.subspan(count);
    }
  }
  std::uint32_t replicates() const override { return replicates_.count; }
  Piece piece(std::uint64_t trial) const override { return replicates_.piece(trial); }

 private:
  /// As much of a piece as lies in one block of points.
  std::size_t fill(std::size_t input, const Piece& piece, std::span<double> out) const {
    const std::size_t offset = piece.point % kSobolBlock;
    const std::size_t count = std::min<std::size_t>({out.size(), static_cast<std::size_t>(piece.size), kSobolBlock - offset});
    std::array<std::uint64_t, kSobolBlock> points;
    scrambled_points(directions_[input], inputs_[input].stream, piece.replicate, static_cast<std::uint32_t>(piece.point / kSobolBlock),
                     points);
    for (std::size_t i = 0; i < count; ++i) out[i] = to_unit(points[offset + i]);
    return count;
  }

  GrowingReplicates replicates_;
  std::vector<DesignInput> inputs_;
  std::vector<SobolDirections> directions_;
};

/// McKay, Beckman & Conover 1979, Technometrics 21(2): in each replicate, each input has one point in each of equally likely strata.
class LatinHypercube final : public Design {
 public:
  LatinHypercube(std::uint32_t replicates, std::uint64_t trials, std::vector<DesignInput> inputs)
      : replicates_{replicates, trials / replicates}, inputs_(std::move(inputs)) {}

  void uniforms(std::size_t input, std::uint64_t first, std::span<double> out) const override {
    sim::uniforms(inputs_[input].stream, first, out);  // the places within the strata
    while (!out.empty()) {
      const Piece piece = replicates_.piece(first);
      const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), piece.size));
      stratify(input, piece, out.first(count));
      first += count;
      out = out.subspan(count);
    }
  }
  std::uint32_t replicates() const override { return replicates_.count; }
  Piece piece(std::uint64_t trial) const override { return replicates_.piece(trial); }

 private:
  void stratify(std::size_t input, const Piece& piece, std::span<double> u) const {
    const auto strata = static_cast<std::uint32_t>(replicates_.points);
    const Permutation permutation(inputs_[input].stream, piece.replicate, strata);
    const double size = strata;
    std::array<std::uint32_t, 256> stratum;
    for (std::size_t start = 0; start < u.size(); start += stratum.size()) {
      const std::size_t count = std::min(stratum.size(), u.size() - start);
      permutation.images(static_cast<std::uint32_t>(piece.point + start), std::span(stratum).first(count));
      for (std::size_t i = 0; i < count; ++i) {
        // Below the stratum's upper end by so much that neither sum nor quotient can round up to it.
        const double low = stratum[i], end = (low + 1) * (1 - 0x1p-52);
        const double place = low + u[start + i];
        const double result = (place < end ? place : end) / size;
        u[start + i] = result > kSmallestUniform ? result : kSmallestUniform;
      }
    }
  }

  WholeReplicates replicates_;
  std::vector<DesignInput> inputs_;
};

}  // namespace

std::unique_ptr<const Design> make_design(config::Method method, std::uint64_t trials, std::uint32_t replicates,
                                          std::vector<DesignInput> inputs) {
  switch (method) {
    case config::Method::monte_carlo:
      return std::make_unique<MonteCarlo>(std::move(inputs));
    case config::Method::sobol:
      return std::make_unique<Sobol>(replicates, std::move(inputs));
    case config::Method::latin_hypercube:
      return std::make_unique<LatinHypercube>(replicates, trials, std::move(inputs));
  }
  throw std::invalid_argument("make_design: unknown method");
}

std::uint64_t final_trials(config::Method method, std::uint64_t trials, std::uint32_t replicates) {
  if (method == config::Method::monte_carlo) return trials;
  const std::uint64_t points = trials == 0 ? 1 : (trials - 1) / replicates + 1;
  return replicates * (method == config::Method::sobol ? std::bit_ceil(points) : points);
}

}  // namespace cellcast::sim
