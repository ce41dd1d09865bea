#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/derived/axis_set.hpp"
#include "sim/model/model.hpp"

namespace cellcast::sim {

/// Where the rows of an operand stand.
enum class Source : std::uint8_t {
  constant,   ///< `index`: of Program::constants
  input,      ///< `index`: of Program::inputs
  output,     ///< `index`: a VariableId
  temporary,  ///< `index`: first row of a block's temporaries
  base,       ///< `index`: of Program::looks_back
};

/// Values along some dimensions: those of a constant, an output, a step; or a part of them.
struct View {
  Source source = Source::constant;
  std::uint32_t index = 0;
  std::uint32_t first = 0;                      ///< row of the first value, behind that of `index`
  AxisSet axes{};
  std::array<std::uint32_t, kAxes> strides{};  ///< [Axis], rows from one label to the next; 0 where it has no such dimension
};

/// An operation on rows. docs/questions.md says what each does with numbers that are not finite.
enum class Operation : std::uint8_t {
  copy,
  negate,
  logical_not,
  exp,
  log,
  sqrt,
  abs,
  whole_power,  ///< by `exponent`
  power,
  add,
  subtract,
  multiply,
  divide,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  equal,
  not_equal,
  logical_and,
  logical_or,
  min,
  max,
  choose,
  clamp,
  sum,  ///< over `over`, as the next three
  mean,
  least,
  largest,
  lag,  ///< along the years, as the next three
  change,
  running_sum,
  growth_rate,
};

/// One operation on all cells of its result.
struct Step {
  Operation operation = Operation::copy;
  View out;
  std::array<View, 3> in{};
  int exponent = 0;
  Axis over = Axis::year;
};

/// Rows of a base scenario's outputs that belong to cells of this one's.
struct LookBack {
  VariableId variable;              ///< of the base's plan
  std::vector<std::uint32_t> rows;  ///< [cell], counted from the variable's first
};

/// Steps that compute derived outputs, in an order in which each finds what it needs. Immutable; shared by all threads.
struct Program {
  std::vector<Step> steps;
  std::vector<double> constants;
  std::vector<Row> inputs;  ///< rows of parameters
  std::vector<LookBack> looks_back;
  std::array<std::uint32_t, kAxes> sizes{};  ///< [Axis], labels
  std::size_t temporaries = 0;               ///< rows
};

}  // namespace cellcast::sim
