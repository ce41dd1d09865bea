#include "sim/random/design/design.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "sim/random/design/permutation.hpp"
#include "sim/random/design/scramble.hpp"
#include "sim/random/stream/words.hpp"

namespace cellcast::sim {

static_assert(config::traits(config::Method::sobol).dimensions == kSobolDimensions);

Design::Design(config::Method method, std::uint64_t trials, std::uint32_t replicates, std::vector<DesignInput> inputs)
    : method_(method),
      replicates_(config::traits(method).is_independent ? 1 : replicates),
      points_(trials / replicates_),
      inputs_(std::move(inputs)) {
  if (method_ != config::Method::sobol) return;
  for (const DesignInput& input : inputs_) directions_.push_back(sobol_directions(input.dimension));
}

bool Design::is_same(const Design& other) const {
  const bool has_dimensions = method_ == config::Method::sobol, has_strata = method_ == config::Method::latin_hypercube;
  const auto is_same_input = [&](const DesignInput& a, const DesignInput& b) {
    return a.stream.seed == b.stream.seed && a.stream.id == b.stream.id && (!has_dimensions || a.dimension == b.dimension);
  };
  return method_ == other.method_ && replicates_ == other.replicates_ && (!has_strata || points_ == other.points_) &&
         std::ranges::equal(inputs_, other.inputs_, is_same_input);
}

Piece Design::piece(std::uint64_t trial) const {
  const config::MethodTraits& design = config::traits(method_);
  if (design.is_independent) return {0, trial, ~std::uint64_t{0} - trial};
  return design.why_fixed.empty() ? GrowingReplicates{replicates_}.piece(trial) : WholeReplicates{replicates_, points_}.piece(trial);
}

void Design::uniforms(std::size_t input, std::uint64_t first, std::span<double> out) const {
  switch (method_) {
    case config::Method::monte_carlo:
      return sim::uniforms(inputs_[input].stream, first, out);
    case config::Method::latin_hypercube:
      sim::uniforms(inputs_[input].stream, first, out);  // the places within the strata
      return by_pieces(first, out, [&](const Piece& piece, std::span<double> part) {
        stratify(input, piece, part);
        return part.size();
      });
    case config::Method::sobol: {
      const std::size_t scattered = leading(input, first, out);
      return by_pieces(first + scattered, out.subspan(scattered), [&](const Piece& piece, std::span<double> part) { return sobol(input, piece, part); });
    }
  }
}

/// fill(piece, part) for one piece after the other; it returns how much of the part it has filled.
template <class Fill>
void Design::by_pieces(std::uint64_t first, std::span<double> out, const Fill& fill) const {
  while (!out.empty()) {
    const Piece piece = this->piece(first);
    const std::size_t count = fill(piece, out.first(static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), piece.size))));
    first += count;
    out = out.subspan(count);
  }
}

/// What is of the first block of points of each replicate, which leading trials take a few of at a time: no block is computed twice. Returns
/// how many trials that are.
std::size_t Design::leading(std::size_t input, std::uint64_t first, std::span<double> out) const {
  struct Part {
    Piece piece;
    std::size_t at;
  };
  const std::uint64_t end = std::uint64_t{replicates_} * kSobolBlock;
  const std::size_t count = first < end ? static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), end - first)) : 0;
  std::vector<Part> parts;
  for (std::size_t at = 0; at < count; at += static_cast<std::size_t>(parts.back().piece.size)) {
    Piece piece = this->piece(first + at);
    piece.size = std::min<std::uint64_t>(piece.size, count - at);
    parts.push_back({piece, at});
  }
  std::ranges::stable_sort(parts, {}, [](const Part& part) { return part.piece.replicate; });
  std::array<std::uint64_t, kSobolBlock> points;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const auto& [piece, at] = parts[k];
    if (k == 0 || parts[k - 1].piece.replicate != piece.replicate)
      scrambled_points(directions_[input], inputs_[input].stream, piece.replicate, 0, points);
    for (std::size_t i = 0; i < piece.size; ++i) out[at + i] = to_unit(points[static_cast<std::size_t>(piece.point) + i]);
  }
  return count;
}

/// As much of a piece as lies in one block of points; returns how much that is.
std::size_t Design::sobol(std::size_t input, const Piece& piece, std::span<double> out) const {
  const std::size_t offset = piece.point % kSobolBlock;
  const std::size_t count = std::min(out.size(), kSobolBlock - offset);
  std::array<std::uint64_t, kSobolBlock> points;
  scrambled_points(directions_[input], inputs_[input].stream, piece.replicate, static_cast<std::uint32_t>(piece.point / kSobolBlock),
                   points);
  for (std::size_t i = 0; i < count; ++i) out[i] = to_unit(points[offset + i]);
  return count;
}

/// McKay, Beckman & Conover 1979, Technometrics 21(2): in each replicate, each input has one point in each of equally likely strata.
void Design::stratify(std::size_t input, const Piece& piece, std::span<double> u) const {
  const auto strata = static_cast<std::uint32_t>(points_);
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

std::uint64_t final_trials(config::Method method, std::uint64_t trials, std::uint32_t replicates) {
  const config::MethodTraits& design = config::traits(method);
  if (design.is_independent) return trials;
  const std::uint64_t points = trials == 0 ? 1 : (trials - 1) / replicates + 1;
  return replicates * (design.points == config::Points::power_of_two ? std::bit_ceil(points) : points);
}

}  // namespace cellcast::sim
