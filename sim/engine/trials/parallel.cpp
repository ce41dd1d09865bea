#include "sim/engine/trials/parallel.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <thread>

#include "sim/engine/trials/threads.hpp"

#if defined(__SANITIZE_THREAD__)
extern "C" {
void __tsan_acquire(void* address);
void __tsan_release(void* address);
}
#endif

namespace cellcast::sim {
namespace {

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

/// An arena of so many threads.
struct Pool {
  explicit Pool(int threads) : limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads)), arena(threads) {}

  tbb::global_control limit;  ///< without it, TBB never uses more threads than the machine has cores
  tbb::task_arena arena;
};

}  // namespace

void call_on_threads(int wanted, base::FunctionRef<void()> body) {
  const int threads = wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  require_threads(threads - 1);
  auto pool = std::make_unique<Pool>(threads);
  bool has_begun = false;
  try {
    pool->arena.execute([&] {
      has_begun = true;
      body();
    });
  } catch (const std::bad_alloc&) {
    if (!has_begun) static_cast<void>(pool.release());  // TBB had no memory to start: to take it down would last for ever
    throw;
  } catch (const std::runtime_error& error) {  // TBB's word for a thread that could be had a moment ago
    if (!std::string_view(error.what()).starts_with("pthread_create")) throw;
    throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again), "a thread cannot be started");
  }
}

void parallel_for(std::uint64_t count, base::FunctionRef<void(std::uint64_t)> body) {
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
