#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace cellcast::sim {

/// Dimensions for which there are direction numbers.
inline constexpr std::size_t kSobolDimensions = 3667;

/// The direction numbers of one dimension of Sobol's sequence: number j has its leading bit at position j + 1 of the fraction, the top
/// bit of a word being position 1, and no bits below. So 2^k consecutive points from a multiple of 2^k on differ in their leading k
/// bits alone, in which they take every value once.
using SobolDirections = std::array<std::uint32_t, 32>;

/// Of dimension 0 ... kSobolDimensions - 1, by Joe & Kuo 2008, "Constructing Sobol sequences with better two-dimensional projections",
/// SIAM J. Sci. Comput. 30(5), from Boost's table. Throws std::out_of_range.
SobolDirections sobol_directions(std::size_t dimension);

/// Point `index` as a fraction of 2^32, in Sobol's own order: the exclusive or of the direction numbers at the index' one bits.
/// (Antonov & Saleev's order, which Boost and SciPy use, has there the point of index ^ index >> 1; each 2^k points from a multiple of
/// 2^k on are the same set.)
std::uint32_t sobol_point(const SobolDirections& directions, std::uint32_t index);

}  // namespace cellcast::sim
