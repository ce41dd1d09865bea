#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/engine/trials/draw.hpp"
#include "sim/engine/trials/kernel.hpp"
#include "sim/engine/trials/outputs.hpp"

namespace cellcast::sim {

/// Consecutive trials that are computed before their outputs are counted, one output after the other while its bins are in cache. Fewer
/// would touch each output's bins for fewer values; more take more of the cache that threads share: 5 % longer for twice as many.
inline constexpr std::size_t kChunk = kDrawn;

/// Builds the tables of quantile functions, each on some thread of the arena; the first draw would on the thread that needs it.
void build_tables(const Plan& plan);

/// The values of consecutive trials: [row][stride], the inputs' rows and then the outputs'. One per thread.
class Chunk {
 public:
  Chunk(const Plan& plan, const Kernel& kernel, std::size_t capacity = kChunk);

  /// Draws and computes trials first ... first + count - 1; count <= capacity. Any first will do. `base` has the same trials of the plan
  /// that questions look back to; null where they do not.
  void compute(std::uint64_t first, std::size_t count, Chunk* base = nullptr);

  std::uint64_t first() const { return first_; }
  std::size_t count() const { return count_; }
  const Kernel& kernel() const { return *kernel_; }
  std::span<const double> input(std::size_t index) const { return {values_.data() + index * stride_, count_}; }
  /// Grades of input plan.correlated[k], see ParameterRows.
  std::span<const double> grades(std::size_t k) const { return {grades_.data() + k * stride_, count_}; }
  std::span<const double> output(std::size_t row) const { return {values_.data() + (plan_->inputs.size() + row) * stride_, count_}; }
  /// Whether an output has the same value in all trials, whatever is drawn.
  bool is_constant(std::size_t row) const { return outputs_.state().outputs[row] != Spread::varies; }

 private:
  double* output_rows() { return values_.data() + plan_->inputs.size() * stride_; }
  OutputBlock block(std::size_t trial);
  void keep_constants();

  const Plan* plan_;
  const Kernel* kernel_;
  std::size_t stride_;
  ParameterRows parameters_;
  OutputsOfBlocks outputs_;
  AlignedRows values_;
  std::vector<double> grades_;  ///< [correlated input][stride_]
  std::uint64_t first_ = 0;
  std::size_t count_ = 0;
};

}  // namespace cellcast::sim
