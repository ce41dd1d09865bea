#pragma once

#include <cstddef>
#include <cstdint>

namespace cellcast::sim {

/// Consecutive values that are of one replicate of the design.
struct Stretch {
  std::uint32_t replicate;
  std::size_t size;
};

}  // namespace cellcast::sim
