#pragma once

#include <tbb/parallel_for.h>

#include <cstddef>
#include <cstdint>

#if defined(__SANITIZE_THREAD__)
extern "C" {
void __tsan_acquire(void* address);
void __tsan_release(void* address);
}
#endif

namespace cellcast::sim {

/// Where threads hand data to one another. The thread sanitizer is told of it, because it cannot see the synchronisation inside
/// Debian's oneTBB, which is not built for it; elsewhere this is nothing.
class Handover {
 public:
  void give() {
#if defined(__SANITIZE_THREAD__)
    __tsan_release(this);
#endif
  }
  void take() {
#if defined(__SANITIZE_THREAD__)
    __tsan_acquire(this);
#endif
  }
};

/// body(k) for each k below count, on the threads of the arena, in any order. What stood before the call is seen by all bodies, and
/// what they did is seen after it; bodies see nothing of one another.
template <class Body>
void parallel_for(std::uint64_t count, const Body& body) {
  Handover begin, end;
  begin.give();
  tbb::parallel_for(std::uint64_t{0}, count, [&](std::uint64_t k) {
    begin.take();
    body(k);
    end.give();
  });
  end.take();
}

}  // namespace cellcast::sim
