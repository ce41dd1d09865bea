#include "cli/terminal/heap.hpp"

#include <cstdlib>

#if defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#endif

namespace cellcast::cli {

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)

// The heap grows by addresses for all that a run takes, which cost nothing until they are used, and does not shrink: what it would
// grow by later the system would give in small pages again. Where it cannot grow so far nothing is lost. A checker of memory has a heap
// elsewhere, and then nothing is done.
void put_heap_in_large_pages() noexcept {
  constexpr int kRoom = 64 << 20, kNeverShrink = 1 << 30, kUsualRoom = 128 << 10;
  constexpr std::size_t kInHeap = 120 << 10;  // more would be taken elsewhere
  const auto end = [] { return reinterpret_cast<std::uintptr_t>(sbrk(0)); };
  mallopt(M_TRIM_THRESHOLD, kNeverShrink);
  mallopt(M_TOP_PAD, kRoom);
  const std::uintptr_t begin = end();
  std::array<void* volatile, 2> taken = {};  // one of them is more than is left, and the heap grows
  for (auto& each : taken) each = std::malloc(kInHeap);
  mallopt(M_TOP_PAD, kUsualRoom);
  if (end() > begin && end() - begin <= std::uintptr_t{2} * kRoom)
    madvise(reinterpret_cast<void*>(begin), end() - begin, MADV_HUGEPAGE);  // a wish: what becomes of it does not matter
  for (const auto& each : taken) std::free(each);
}

#else

void put_heap_in_large_pages() noexcept {}

#endif

}  // namespace cellcast::cli
