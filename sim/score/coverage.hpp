#pragma once

#include <cstdint>

namespace cellcast::sim {

/// How often something was inside, and what that says of the probability if all of them are independent.
struct Coverage {
  std::uint64_t inside = 0, of = 0;
  double low = 0, high = 1;  ///< 95 % interval of Wilson 1927 (JASA 22, 209-212)

  double share() const { return static_cast<double>(inside) / static_cast<double>(of); }
};

/// Of none the interval is all of [0, 1].
Coverage coverage(std::uint64_t inside, std::uint64_t of);

}  // namespace cellcast::sim
