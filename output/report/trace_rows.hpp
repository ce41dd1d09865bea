#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/engine/replay/replay.hpp"

namespace cellcast::output {

/// One variable at one index, over the years that it has.
struct TraceRow {
  sim::VariableId variable;
  std::string index;  ///< labels of all axes but the year, joined by dots
  std::string unit;
  std::vector<double> values;  ///< [year], or a single one
};

/// All rows of a variable; none where it has no cells.
std::vector<TraceRow> trace_rows(const sim::Plan& plan, const sim::Trial& trial, sim::VariableId id);

/// A chapter of the story: variables that are shown together.
struct Chapter {
  std::string_view title;
  std::vector<sim::VariableId> variables;
};

/// Demand, tariffs, shares of trade, call, capacity, utilization, price, production: what leads to what.
std::span<const Chapter> chapters();

/// Inputs of the trial, those first that did most: share of the variance of what was looked for ([input], NaN unknown; empty where nothing
/// was) times how many standard deviations out the draw lies on the normal scale; of equals those farthest out. Indices.
std::vector<std::size_t> by_effect(const sim::Trial& trial, std::span<const double> shares);

}  // namespace cellcast::output
