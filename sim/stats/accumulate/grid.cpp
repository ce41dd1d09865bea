#include "sim/stats/accumulate/grid.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace cellcast::sim {

Grid find_grid(std::span<const double> sorted) {
  constexpr double kMostCentre = 0x1p900;  // no distance from there overflows
  constexpr int kMargin = 3;
  Grid grid;
  if (sorted.empty()) return grid;
  const double median = sorted[sorted.size() / 2];
  if (std::fabs(median) > kMostCentre) return grid;
  grid.centre = median + 0.0;  // +0, never -0
  const double largest = std::max(sorted.back() - median, median - sorted.front());
  if (largest == 0) return grid;
  grid.reach = std::ilogb(largest) + kMargin;
  if (grid.reach < Grid::kLeastReach || grid.reach > Grid::kMostReach) return grid;
  grid.shift = std::ldexp(1.5, grid.reach + 52 - Grid::kBits);
  grid.square_shift = std::ldexp(1.0, 2 * grid.reach + 52 - Grid::kSquareBits);
  grid.within = static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(grid.square_shift) >> 52);
  return grid;
}

}  // namespace cellcast::sim
