#include "sim/engine/run.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <limits>

#include "sim/engine/achieved.hpp"
#include "sim/engine/claims.hpp"
#include "sim/engine/parallel.hpp"
#include "sim/engine/samples.hpp"
#include "sim/engine/stopping.hpp"
#include "sim/engine/summarize.hpp"
#include "sim/engine/tally.hpp"

namespace cellcast::sim {
namespace {

struct Worker {
  Worker(const Plan& plan, const Counted& counted, const std::vector<BinPlan>& bins)
      : chunk(plan), tally(counted, bins, *plan.design), achieved(plan) {}
  Chunk chunk;
  Tally tally;
  Achieved achieved;
};

using Workers = tbb::enumerable_thread_specific<Worker>;

void stop_if_told(const RunOptions& options) {
  if (options.stop && options.stop->load(std::memory_order_relaxed)) throw Stopped();
}

/// Trials begin ... end - 1.
void run_chunks(std::uint64_t begin, std::uint64_t end, const RunOptions& options, Workers& workers, Samples& samples) {
  const std::uint64_t chunks = (end - begin + kChunk - 1) / kChunk;
  std::atomic<std::uint64_t> done = begin;
  parallel_for(chunks, [&](std::uint64_t index) {
    stop_if_told(options);
    const std::uint64_t first = begin + index * kChunk;
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kChunk, end - first));
    Worker& worker = workers.local();
    worker.chunk.compute(first, count);
    worker.tally.add(worker.chunk);
    worker.achieved.add(worker.chunk);
    samples.keep(worker.chunk);
    const std::uint64_t so_far = done += count;
    if (options.progress) options.progress(so_far);
  });
}

/// One number's statistics so far.
Accumulator merged(const Workers& workers, std::size_t index) {
  Accumulator total = workers.begin()->tally[index];
  for (auto worker = std::next(workers.begin()); worker != workers.end(); ++worker) total.merge(worker->tally[index]);
  return total;
}

/// Runs from look to look until the plan's rule is content, or all trials are done.
StopOutcome run_until_reached(const Plan& plan, const Counted& counted, const RunOptions& options, Workers& workers, Samples& samples) {
  const Stopping stopping(plan, counted);
  StopOutcome outcome{.relative_error = std::numeric_limits<double>::infinity()};
  while (outcome.trials < plan.trials && !outcome.is_reached) {
    const std::uint64_t next = stopping.next_look(outcome.trials);
    run_chunks(outcome.trials, next, options, workers, samples);
    const double now = stopping.relative_error(merged(workers, stopping.index()));
    outcome = {next, now, stopping.is_reached(now, outcome.relative_error)};
  }
  return outcome;
}

/// Builds the tables of quantile functions, each on some thread; the first draw would on the thread that needs it.
void build_tables(const Plan& plan) {
  parallel_for(plan.inputs.size(), [&](std::uint64_t k) { plan.inputs[k].quantile->prepare(); });
}

Results run_here(const Plan& plan, const RunOptions& options) {
  build_tables(plan);
  const Counted counted(plan);
  const std::vector<BinPlan> bins = plan_counting(plan, counted);
  Samples samples(plan, counted);
  Workers workers([&] { return Worker(plan, counted, bins); });
  std::optional<StopOutcome> outcome;
  if (plan.stop) {
    outcome = run_until_reached(plan, counted, options, workers, samples);
  } else {
    run_chunks(0, plan.trials, options, workers, samples);
  }

  Worker& total = *workers.begin();
  for (auto worker = std::next(workers.begin()); worker != workers.end(); ++worker) {
    total.tally.merge(worker->tally);
    total.achieved.merge(worker->achieved);
  }
  total.tally.count_constants();
  stop_if_told(options);
  Results results = summarize(plan, counted, total.tally, samples, outcome ? outcome->trials : plan.trials);
  results.stop = outcome;
  results.correlations = total.achieved.summary();
  results.ledger = compare_claims(plan, counted, total.tally);
  return results;
}

}  // namespace

Results run(const Plan& plan, const RunOptions& options) {
  return on_threads(options.threads, [&] { return run_here(plan, options); });
}

}  // namespace cellcast::sim
