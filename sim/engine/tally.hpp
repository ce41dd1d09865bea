#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/engine/draw.hpp"
#include "sim/model/state.hpp"
#include "sim/stats/accumulator.hpp"
#include "sim/stats/arena.hpp"

namespace cellcast::sim {

/// Consecutive trials that are computed before their outputs are counted, one output after the other while its bins are in cache. Fewer
/// would touch each output's bins for fewer values; more take more of the cache that threads share: 5 % longer for twice as many.
inline constexpr std::size_t kChunk = kDrawn;

/// The values of consecutive trials: [row][stride], the inputs' rows and then the outputs'. One per thread.
class Chunk {
 public:
  explicit Chunk(const Plan& plan, std::size_t capacity = kChunk);

  /// Draws and computes trials first ... first + count - 1; count <= capacity. Any first will do.
  void compute(std::uint64_t first, std::size_t count);

  std::uint64_t first() const { return first_; }
  std::size_t count() const { return count_; }
  const Kernel& kernel() const { return *plan_->kernel; }
  std::span<const double> input(std::size_t index) const { return {values_.data() + index * stride_, count_}; }
  /// Grades of input plan.correlated[k], see ParameterRows.
  std::span<const double> grades(std::size_t k) const { return {grades_.data() + k * stride_, count_}; }
  std::span<const double> output(std::size_t row) const { return {values_.data() + (plan_->inputs.size() + row) * stride_, count_}; }
  /// Whether an output has the same value in all trials, whatever is drawn.
  bool is_constant(std::size_t row) const { return state_.outputs[row] != Spread::varies; }

 private:
  double* output_rows() { return values_.data() + plan_->inputs.size() * stride_; }
  void keep_constants();

  const Plan* plan_;
  std::size_t stride_;
  ParameterRows parameters_;
  State state_;
  AlignedRows values_;
  std::vector<double> grades_;  ///< [correlated input][stride_]
  std::uint64_t first_ = 0;
  std::size_t count_ = 0;
};

/// The numbers of a run that are counted: all inputs, and the cells of the wanted variables.
struct Counted {
  explicit Counted(const Plan& plan);

  std::size_t size() const { return inputs + outputs.size(); }
  std::span<const double> values(const Chunk& chunk, std::size_t index) const {
    return index < inputs ? chunk.input(index) : chunk.output(outputs[index - inputs]);
  }

  bool is_constant(const Chunk& chunk, std::size_t index) const { return index >= inputs && chunk.is_constant(outputs[index - inputs]); }

  /// The index of a cell of a wanted variable.
  std::size_t index(VariableId variable, std::size_t cell) const { return first[static_cast<std::size_t>(variable)] + cell; }

  std::size_t inputs;
  std::vector<std::size_t> outputs;  ///< rows of the layout
  std::vector<std::size_t> first;    ///< [VariableId], index of its first cell
};

/// How all numbers are counted, read off the leading trials. The levels of an output are the thresholds asked for; where the design has
/// replicates, then levels near the quantiles, and last one near the quantile that decides when to stop.
std::vector<BinPlan> plan_counting(const Plan& plan, const Counted& counted);
/// The first of the levels near quantiles.
std::size_t quantile_levels(const Plan& plan, VariableId variable);

/// An accumulator for each number that is counted.
class Tally {
 public:
  Tally(const Counted& counted, const std::vector<BinPlan>& plans, const Design& design);

  void add(const Chunk& chunk);
  void merge(const Tally& other);
  /// Counts constants, which `add` passes over: once, when all else is done.
  void count_constants();
  const Accumulator& operator[](std::size_t index) const { return accumulators_[index]; }

 private:
  const Counted* counted_;
  const std::vector<BinPlan>* plans_;
  const Design* design_;
  std::unique_ptr<Arena> memory_;     ///< of the accumulators; may not move
  std::vector<std::size_t> varying_;  ///< numbers that are not constant
  std::vector<Accumulator> accumulators_;
  std::vector<std::uint64_t> trials_;  ///< [replicate]
};

}  // namespace cellcast::sim
