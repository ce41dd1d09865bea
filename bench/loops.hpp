#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/engine/trials/kernel.hpp"

namespace cellcast::bench {

/// Tight loops over what the kernel is made of, compiled for each kind of processor as the kernel is: for benchmarks, whose ceilings they
/// are, and for tests of accuracy. `out` overlaps nothing.
struct Loops {
  using Map = void (*)(const double* x, double* out, std::size_t count);

  Map exp, log, log1p, normal_quantile, near_normal_quantile, normal_cdf;
  Map reciprocal, square_root, copy;
  void (*pow)(const double* x, const double* y, double* out, std::size_t count);
  void (*uniforms)(sim::Stream stream, std::uint64_t first, std::span<double> out);
  void (*quantiles)(const sim::Quantile& quantile, std::span<const double> u, std::span<double> x);
};

/// Throws std::invalid_argument where the kind is not available.
const Loops& loops(sim::Isa isa);

}  // namespace cellcast::bench
