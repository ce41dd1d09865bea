// A page's engine has one thread: what asks for more gets this one.
#include "sim/engine/trials/parallel.hpp"

namespace cellcast::sim {

void call_on_threads(int /*wanted*/, base::FunctionRef<void()> body) { body(); }

void parallel_for(std::uint64_t count, base::FunctionRef<void(std::uint64_t)> body) {
  for (std::uint64_t k = 0; k < count; ++k) body(k);
}

}  // namespace cellcast::sim
