#pragma once

#include <cstdint>
#include <cstddef>

#include "sim/questions/events.hpp"

namespace cellcast::sim {

/// The value that a statistic of one number over trials is to have.
struct Target {
  enum class Kind { probability, mean, quantile };
  Kind kind = Kind::mean;
  double quantile = 0;  ///< (0, 1), of a quantile
  double value = 0;     ///< in the number's unit; of a probability [0, 1]
};

/// How far a statistic, and the bounds of its 95 % interval, lie above the target. In the number's unit for a mean, else as a share of
/// trials; finite.
struct Gaps {
  double statistic, low, high;
};

/// What is found of a statistic over trials.
struct Reading {
  Gaps gaps;
  double value;               ///< of the statistic; of a quantile 0: quantile_over computes it
  NotFiniteCount not_finite;  ///< where there are any, the rest means nothing
};

/// Computes the trials, and compares the statistic of an output of one cell, `row` of the plan's layout, with the target. The same bits on
/// any number of threads. Throws Stopped.
Reading read(const Trials& trials, std::size_t row, const Target& target, const RunOptions& options);

/// The value of the quantile's rank among all trials, exactly: computes them twice or more. Precondition: `output` is of one cell, and finite.
double quantile_over(const Trials& trials, VariableId output, double quantile, const RunOptions& options);

}  // namespace cellcast::sim
