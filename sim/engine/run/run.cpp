#include "sim/engine/run/run.hpp"

#include <limits>

#include "sim/engine/run/partial_run.hpp"
#include "sim/engine/run/stopping.hpp"

namespace cellcast::sim {
namespace {

/// Runs from look to look until the plan's rule is content, or all trials are done.
StopOutcome run_until_reached(const Plan& plan, PartialRun& run) {
  const Stopping stopping(plan, Counted(plan));
  StopOutcome outcome{.error = {std::numeric_limits<double>::infinity()}};
  while (outcome.trials < plan.trials && !outcome.is_reached) {
    const std::uint64_t next = stopping.next_look(outcome.trials);
    run.run(outcome.trials, next);
    const RelativeError now = stopping.relative_error(run.number(stopping.index()));
    outcome = {next, now, stopping.is_reached(now.value, outcome.error.value)};
  }
  return outcome;
}

}  // namespace

Results run(const Plan& plan, const RunOptions& options) {
  PartialRun run(plan, options, PartialRun::Sampling::in_passing);
  if (!plan.stop) {
    run.run(0, plan.trials);
    return run.finish(plan.trials);
  }
  const StopOutcome outcome = run_until_reached(plan, run);
  Results results = run.finish(outcome.trials);
  results.stop = outcome;
  return results;
}

}  // namespace cellcast::sim
