#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cellcast::sim {

/// Kinds of processor that what runs for every trial is compiled for. A processor of one kind can do what those before it can.
enum class Isa : std::uint8_t {
  portable,  ///< any
  v3,        ///< x86-64-v3: AVX2 and FMA
  avx512,    ///< x86-64-v4
};
inline constexpr std::array kIsas{Isa::portable, Isa::v3, Isa::avx512};

/// `portable`, `v3`, `avx512`
std::string_view name(Isa isa);
std::optional<Isa> find_isa(std::string_view wanted);

/// Whether this program has its kernel, and this processor can run it.
bool is_available(Isa isa);
/// The last that is available.
Isa best_isa();

}  // namespace cellcast::sim
