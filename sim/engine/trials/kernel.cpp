#include "sim/engine/trials/kernel.hpp"

#include <algorithm>
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

constexpr std::array<std::string_view, kIsas.size()> kNames{"portable", "v3", "avx512"};

#if defined(CELLCAST_X86_64_VARIANTS)
constexpr std::array kKernels{&cellcast_kernel_portable, &cellcast_kernel_v3, &cellcast_kernel_avx512};

/// Of processor and operating system.
bool can_run(Isa isa) {
  __builtin_cpu_init();
  switch (isa) {
    case Isa::portable:
      return true;
    case Isa::v3:
      return __builtin_cpu_supports("x86-64-v3");
    case Isa::avx512:
      return __builtin_cpu_supports("x86-64-v4");
  }
  return false;
}
#else
constexpr std::array kKernels{&cellcast_kernel_portable};
bool can_run(Isa) { return true; }
#endif

std::size_t index(Isa isa) { return static_cast<std::size_t>(isa); }

}  // namespace

std::string_view name(Isa isa) { return kNames[index(isa)]; }

std::optional<Isa> find_isa(std::string_view wanted) {
  const auto found = std::ranges::find(kNames, wanted);
  if (found == kNames.end()) return std::nullopt;
  return kIsas[static_cast<std::size_t>(found - kNames.begin())];
}

bool is_available(Isa isa) { return index(isa) < kKernels.size() && can_run(isa); }

const Kernel& kernel(Isa isa) {
  if (!is_available(isa)) throw std::invalid_argument("no kernel " + std::string(name(isa)) + " here");
  return *kKernels[index(isa)];
}

Isa best_isa() { return *std::ranges::find_if(kIsas.rbegin(), kIsas.rend(), is_available); }

}  // namespace cellcast::sim
