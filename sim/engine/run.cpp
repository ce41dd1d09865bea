#include "sim/engine/run.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <thread>

#include "sim/engine/parallel.hpp"
#include "sim/engine/samples.hpp"
#include "sim/engine/summarize.hpp"
#include "sim/engine/tally.hpp"

namespace cellcast::sim {
namespace {

struct Worker {
  Worker(const Plan& plan, const Counted& counted, const std::vector<BinPlan>& bins) : chunk(plan), tally(counted, bins) {}
  Chunk chunk;
  Tally tally;
};

using Workers = tbb::enumerable_thread_specific<Worker>;

void stop_if_told(const RunOptions& options) {
  if (options.stop && options.stop->load(std::memory_order_relaxed)) throw Stopped();
}

/// The bins of every number, read off the leading trials.
std::vector<BinPlan> plan_all_bins(const Plan& plan, const Counted& counted) {
  Chunk pilot(plan);
  pilot.compute(0, static_cast<std::size_t>(std::min<std::uint64_t>(plan.trials, kPilotTrials)));
  std::vector<BinPlan> bins(counted.size());
  parallel_for(counted.size(), [&](std::size_t k) { bins[k] = plan_bins(counted.values(pilot, k)); });
  return bins;
}

void run_chunks(const Plan& plan, const RunOptions& options, Workers& workers, Samples& samples) {
  const std::uint64_t chunks = (plan.trials + kChunk - 1) / kChunk;
  std::atomic<std::uint64_t> done = 0;
  parallel_for(chunks, [&](std::uint64_t index) {
    stop_if_told(options);
    const std::uint64_t first = index * kChunk;
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kChunk, plan.trials - first));
    Worker& worker = workers.local();
    worker.chunk.compute(first, count);
    worker.tally.add(worker.chunk);
    samples.keep(worker.chunk);
    const std::uint64_t so_far = done += count;
    if (options.progress) options.progress(so_far);
  });
}

Results run_here(const Plan& plan, const RunOptions& options) {
  const Counted counted(plan);
  const std::vector<BinPlan> bins = plan_all_bins(plan, counted);
  Samples samples(plan, counted);
  Workers workers([&] { return Worker(plan, counted, bins); });
  run_chunks(plan, options, workers, samples);

  Tally& total = workers.begin()->tally;
  for (auto worker = std::next(workers.begin()); worker != workers.end(); ++worker) total.merge(worker->tally);
  stop_if_told(options);
  return summarize(plan, counted, total, samples);
}

}  // namespace

Results run(const Plan& plan, const RunOptions& options) {
  const int threads = options.threads > 0 ? options.threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  // Without this, TBB never uses more threads than the machine has cores.
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  return arena.execute([&] { return run_here(plan, options); });
}

}  // namespace cellcast::sim
