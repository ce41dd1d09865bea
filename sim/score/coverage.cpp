#include "sim/score/coverage.hpp"

#include <cmath>

#include "sim/stats/infer/given_data.hpp"

namespace cellcast::sim {

Coverage coverage(std::uint64_t inside, std::uint64_t of) {
  if (of == 0) return {};
  constexpr double z2 = kNormal975 * kNormal975;
  const auto n = static_cast<double>(of);
  const double p = static_cast<double>(inside) / n, centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = kNormal975 / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  return {inside, of, inside == 0 ? 0 : centre - half, inside == of ? 1 : centre + half};
}

}  // namespace cellcast::sim
