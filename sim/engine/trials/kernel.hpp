#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "sim/engine/trials/draw.hpp"
#include "sim/model/stages/stages.hpp"
#include "sim/stats/accumulate/accumulator.hpp"

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

/// The functions that run for every trial, as compiled for one kind of processor (cmake/CellcastKernels.cmake). What they compute is the
/// same to the bit: they are the same sources, without library functions and without fused operations but those that are written out.
struct Kernel {
  void (*draw)(ParameterRows& rows, std::uint64_t first);
  void (*simulate)(const Model& model, const Layout& layout, Parameters in, double* outputs, std::size_t stride, State& state);
  void (*add)(Accumulator& accumulator, std::span<const double> values, std::uint64_t first, std::span<const Stretch> stretches);
};

/// Whether this program has the kernel, and this processor can run it.
bool is_available(Isa isa);
/// Throws std::invalid_argument where it is not available.
const Kernel& kernel(Isa isa);
/// The last that is available.
Isa best_isa();

}  // namespace cellcast::sim
