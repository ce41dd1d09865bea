#include "sim/engine/findings/confidence_factor.hpp"

#include <algorithm>

#include "sim/random/laws/tail_law.hpp"

namespace cellcast::sim {

double confidence_factor(std::uint32_t replicates, std::uint64_t trials) {
  const double free = replicates > 1 ? replicates - 1.0 : std::max(1.0, static_cast<double>(trials) - 1);
  return StudentTail(free, End::upper).solve(0.025).high;
}

}  // namespace cellcast::sim
