#include "sim/engine/trials/kernel.hpp"

// Compiled once for each kind of processor: what the functions below call is that kind's own.

namespace {

using namespace cellcast::sim;

void draw(ParameterRows& rows, std::uint64_t first) { rows.draw(first); }
void add(Accumulator& accumulator, std::span<const double> values, std::uint64_t first, std::span<const Stretch> stretches) {
  accumulator.add(values, first, stretches);
}

}  // namespace

#if !defined(CELLCAST_TABLE)
#define CELLCAST_TABLE cellcast_kernel_portable
#endif

// The one name by which the program reaches the kernel. Constant from the start: at start-up no code of a kernel may run.
extern "C" {
extern const Kernel CELLCAST_TABLE;
constinit const Kernel CELLCAST_TABLE{draw, simulate, evaluate, add};
}
