#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/derived/evaluate.hpp"
#include "sim/engine/isa.hpp"
#include "sim/engine/trials/draw.hpp"
#include "sim/model/stages/stages.hpp"
#include "sim/stats/accumulate/accumulator.hpp"

namespace cellcast::sim {

/// The functions that run for every trial, as compiled for one kind of processor (cmake/CellcastKernels.cmake). What they compute is the
/// same to the bit: they are the same sources, without library functions and without fused operations but those that are written out.
struct Kernel {
  void (*draw)(ParameterRows& rows, std::uint64_t first);
  void (*simulate)(const Model& model, const Layout& layout, Parameters in, double* outputs, std::size_t stride, State& state);
  void (*evaluate)(const Program& program, Parameters in, OutputBlock out, Temporaries& temporaries, const OutputBlock* base);
  void (*add)(Accumulator& accumulator, std::span<const double> values, std::uint64_t first, std::span<const Stretch> stretches);
};

/// Throws std::invalid_argument where it is not available.
const Kernel& kernel(Isa isa);

}  // namespace cellcast::sim
