#include <stdexcept>

#include "bench/loops.hpp"

extern "C" {
extern const cellcast::bench::Loops cellcast_loops_portable;
#if defined(CELLCAST_X86_64_VARIANTS)
extern const cellcast::bench::Loops cellcast_loops_v3, cellcast_loops_avx512;
#endif
}

namespace cellcast::bench {

const Loops& loops(sim::Isa isa) {
  if (!sim::is_available(isa)) throw std::invalid_argument("loops: not available here");
#if defined(CELLCAST_X86_64_VARIANTS)
  if (isa == sim::Isa::v3) return cellcast_loops_v3;
  if (isa == sim::Isa::avx512) return cellcast_loops_avx512;
#endif
  return cellcast_loops_portable;
}

}  // namespace cellcast::bench
