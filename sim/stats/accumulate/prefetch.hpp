#pragma once

#include <cstddef>

namespace cellcast::sim {

/// Asks the processor for memory that will be read and written soon.
inline void prefetch(const void* memory, std::size_t bytes) {
  constexpr std::size_t kLine = 64;
  for (std::size_t k = 0; k < bytes; k += kLine) __builtin_prefetch(static_cast<const char*>(memory) + k, 1);
}

}  // namespace cellcast::sim
