#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/engine/replay.hpp"

namespace cellcast::output {

/// One variable at one index, over the years.
struct TraceRow {
  sim::VariableId variable;
  std::string index;  ///< labels of all axes but the year, joined by dots
  std::string unit;
  std::vector<double> values;  ///< [year]
};

/// All rows of a variable; none where it has no cells.
std::vector<TraceRow> trace_rows(const sim::Plan& plan, const sim::Trial& trial, sim::VariableId id);

/// A chapter of the story: variables that are told together.
struct Chapter {
  std::string_view title;
  std::vector<sim::VariableId> variables;
};

/// Demand, tariffs, shares of trade, capacity, utilization, price, production: what leads to what.
std::span<const Chapter> chapters();

/// Inputs of the trial, those farthest from the middle of their distributions first; indices.
std::vector<std::size_t> by_distance_from_middle(const sim::Trial& trial);

}  // namespace cellcast::output
