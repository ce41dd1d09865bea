#include "sim/stats/accumulate/quantile_rank.hpp"

#include <algorithm>
#include <cmath>

namespace cellcast::sim {

std::uint64_t quantile_rank(double p, std::uint64_t n) {
  // 0.07 x 100 is 7.000000000000001 in double: the user meant 7.
  const double exact = p * static_cast<double>(n);
  const auto rank = static_cast<std::uint64_t>(std::ceil(exact - exact * 0x1p-50));
  return std::clamp<std::uint64_t>(rank, 1, n);
}

}  // namespace cellcast::sim
