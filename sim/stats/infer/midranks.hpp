#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace cellcast::sim {

/// Numbers in their order.
struct Ranking {
  std::vector<std::uint32_t> order;  ///< indices of the numbers, the smallest first; of equal ones the earlier first
  std::vector<std::uint32_t> twice;  ///< [number], twice its rank (1 ... n), equal numbers sharing the mean of theirs

  /// All are equal: their common rank is the middle one.
  bool is_constant() const { return order.empty() || twice[order.front()] == order.size() + 1; }
};

/// Of fewer than 2^31 finite numbers; -0 is 0.
Ranking ranking(std::span<const double> numbers);

}  // namespace cellcast::sim
