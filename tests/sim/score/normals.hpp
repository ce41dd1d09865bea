#pragma once

#include <cstdint>
#include <vector>

#include "sim/math/normal.hpp"
#include "sim/random/stream/uniform.hpp"

namespace cellcast::tests {

inline constexpr std::size_t kMillion = 1'000'000;

inline std::vector<double> uniform_draws(std::size_t count, std::uint64_t seed) {
  std::vector<double> draws(count);
  sim::uniforms({seed, sim::stream_id("test")}, 0, draws);
  return draws;
}

/// Independent standard normal numbers.
inline std::vector<double> independent_normals(std::size_t count, std::uint64_t seed) {
  std::vector<double> out = uniform_draws(count, seed);
  for (double& u : out) u = sim::math::normal_quantile(u);
  return out;
}

/// The same, one in each of so many parts of equal probability: their distribution function is exact to 1 / count.
inline std::vector<double> stratified_normals(std::size_t count, std::uint64_t seed) {
  std::vector<double> out = uniform_draws(count, seed);
  for (std::size_t i = 0; i < count; ++i) out[i] = sim::math::normal_quantile((static_cast<double>(i) + out[i]) / static_cast<double>(count));
  return out;
}

}  // namespace cellcast::tests
