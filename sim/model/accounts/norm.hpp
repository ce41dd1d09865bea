#pragma once

#include "sim/model/block.hpp"

namespace cellcast::sim {

constexpr auto share_of = [](double part, double whole) { return whole > 0 ? part / whole : 0.0; };

/// weight(i) /= sum of all; all 0 where that is 0. `all` is room for the sum, which stays in it.
template <class RowOf>
void normalise(Values all, std::size_t count, RowOf weight) {
  sum(all, count, weight);
  for (std::size_t i = 0; i < count; ++i) update(weight(i), share_of, all);
}

}  // namespace cellcast::sim
