#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/engine/trials/chunk.hpp"
#include "sim/results/results.hpp"

namespace cellcast::sim {

/// A variable whose cells are counted, one after the other.
struct CountedVariable {
  VariableId id;
  std::size_t cells;
  std::size_t first;               ///< index of its first cell among the frame's
  std::vector<double> thresholds;  ///< values above each are counted
};

/// Variables over their cells, in the order in which these are counted and summarized.
struct Frame {
  Labels labels;
  std::vector<CountedVariable> variables;
  std::size_t cells = 0;

  /// Adds a variable; none that has no cells.
  void add(VariableId id, std::size_t count, std::vector<double> thresholds);
};

/// Numbers of consecutive trials: those of one number are next to one another.
struct Rows {
  std::uint64_t first = 0;  ///< trial
  std::size_t count = 0;    ///< trials
  std::vector<const double*> values;

  std::span<const double> operator[](std::size_t index) const { return {values[index], count}; }
};

/// The numbers of a run that are counted: all inputs, and the cells of the wanted variables.
struct Counted {
  explicit Counted(const Plan& plan);

  std::size_t size() const { return inputs + outputs.size(); }
  std::span<const double> values(const Chunk& chunk, std::size_t index) const {
    return index < inputs ? chunk.input(index) : chunk.output(outputs[index - inputs]);
  }
  /// Of the trials that are now in the chunk.
  Rows rows(const Chunk& chunk) const;

  bool is_constant(const Chunk& chunk, std::size_t index) const { return index >= inputs && chunk.is_constant(outputs[index - inputs]); }

  /// The index of a cell of a wanted variable.
  std::size_t index(VariableId variable, std::size_t cell) const;

  std::size_t inputs;
  Frame frame;
  std::vector<std::size_t> outputs;  ///< [cell of the frame], row of the layout
};

}  // namespace cellcast::sim
