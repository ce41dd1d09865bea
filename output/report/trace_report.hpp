#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/report/table.hpp"
#include "sim/engine/replay/find_trial.hpp"
#include "sim/engine/replay/replay.hpp"

namespace cellcast::output {

/// A trial, and how it was come by.
struct TraceSubject {
  const sim::Plan* plan;
  RunLabel run;
  std::uint64_t trials = 0;  ///< of the run
  sim::Trial trial;
  std::optional<sim::QuantileAddress> wanted;  ///< where it was looked for
  std::optional<sim::FoundTrial> found;
  std::vector<double> shares{};  ///< [input], first-order, of the variance of what was looked for; NaN unknown; empty where nothing was
};

/// How much of it to show.
enum class Detail { story, all };

/// The trial's story for a terminal (UTF-8): which one it is; the inputs that did most for what was looked for, or those farthest from the
/// middle of their distributions; then demand, tariffs, shares, call, capacity, utilization, price and production by year, and `also` where
/// it is another variable. All inputs and all variables with Detail::all; `how_all` says to the reader how to have them.
std::string trace_text(const TraceSubject& subject, Detail detail, std::optional<sim::VariableId> also, const std::string& how_all);

/// Everything of the trial as one JSON object with "schema": "cellcast-trace-1", numbers to the last bit.
std::string trace_json(const TraceSubject& subject);

}  // namespace cellcast::output
