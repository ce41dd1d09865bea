#include "sim/engine/trials/kernel.hpp"

#include <array>
#include <stdexcept>
#include <string>

extern "C" {
extern const cellcast::sim::Kernel cellcast_kernel_portable;
#if defined(CELLCAST_X86_64_VARIANTS)
extern const cellcast::sim::Kernel cellcast_kernel_v3, cellcast_kernel_avx512;
#endif
}

namespace cellcast::sim {
namespace {

#if defined(CELLCAST_X86_64_VARIANTS)
constexpr std::array kKernels{&cellcast_kernel_portable, &cellcast_kernel_v3, &cellcast_kernel_avx512};
#else
constexpr std::array kKernels{&cellcast_kernel_portable};
#endif

}  // namespace

const Kernel& kernel(Isa isa) {
  if (!is_available(isa)) throw std::invalid_argument("no kernel " + std::string(name(isa)) + " here");
  return *kKernels[static_cast<std::size_t>(isa)];
}

}  // namespace cellcast::sim
