#include "sim/engine/isa.hpp"

#include <algorithm>
#include <string>

namespace cellcast::sim {
namespace {

constexpr std::array<std::string_view, kIsas.size()> kNames{"portable", "v3", "avx512"};

}  // namespace

std::string_view name(Isa isa) { return kNames[static_cast<std::size_t>(isa)]; }

std::optional<Isa> find_isa(std::string_view wanted) {
  const auto found = std::ranges::find(kNames, wanted);
  if (found == kNames.end()) return std::nullopt;
  return kIsas[static_cast<std::size_t>(found - kNames.begin())];
}

/// Of the build, of processor and operating system.
bool is_available(Isa isa) {
#if defined(CELLCAST_X86_64_VARIANTS)
  __builtin_cpu_init();
  switch (isa) {
    case Isa::portable:
      return true;
    case Isa::v3:
      return __builtin_cpu_supports("x86-64-v3");
    case Isa::avx512:
      return __builtin_cpu_supports("x86-64-v4");
  }
#endif
  return isa == Isa::portable;
}

Isa best_isa() { return *std::ranges::find_if(kIsas.rbegin(), kIsas.rend(), is_available); }

}  // namespace cellcast::sim
