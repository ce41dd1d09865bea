#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <new>
#include <vector>

namespace cellcast::sim {

/// Memory that begins on a cache line. A vector register as wide as a line (AVX-512) that straddles two takes twice as long to load and
/// store: a tenth of the model's time. Where it is much, in large pages, if the system has them: the processor then finds it without
/// walking tables, and it takes fewer page faults.
template <class T>
struct LineAllocator {
  using value_type = T;
  static constexpr std::size_t kLargePage = std::size_t{1} << 21;
  static constexpr std::align_val_t alignment(std::size_t bytes) { return std::align_val_t{bytes >= kLargePage ? kLargePage : 64}; }

  LineAllocator() = default;
  template <class U>
  LineAllocator(const LineAllocator<U>&) {}

  T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    void* memory = ::operator new(bytes, alignment(bytes));
#if defined(MADV_HUGEPAGE)
    if (bytes >= kLargePage) madvise(memory, bytes, MADV_HUGEPAGE);  // it is a wish: what becomes of it does not matter
#endif
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) { ::operator delete(memory, alignment(count * sizeof(T))); }
  friend bool operator==(const LineAllocator&, const LineAllocator&) { return true; }
};

/// Rows of numbers, each a whole number of cache lines long.
using AlignedRows = std::vector<double, LineAllocator<double>>;

}  // namespace cellcast::sim
