#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "sim/engine/options.hpp"
#include "sim/engine/trials/chunk.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/engine/trials/per_thread.hpp"
#include "sim/plan/plan.hpp"
#include "sim/stats/accumulate/stretch.hpp"

namespace cellcast::sim {

/// The leading trials of a plan whose questions are asked.
struct Trials {
  const Plan* plan;
  std::uint64_t count;
  const Plan* base = nullptr;  ///< that the questions look back to; null where they do not
};

/// What a Part makes of trials: make() one for each thread, part.add(chunk) for each chunk of trials, and part.merge(other) in the end,
/// which must not depend on the order. `progress` is told of trials done. Throws Stopped.
template <class Make>
auto over_trials(const Trials& trials, const RunOptions& options, const Make& make) {
  using Part = decltype(make());
  struct Worker {
    Chunk chunk;
    std::unique_ptr<Chunk> base;
    Part part;
  };
  return on_threads(options.threads, [&] {
    build_tables(*trials.plan);
    if (trials.base != nullptr) build_tables(*trials.base);
    PerThread<Worker> workers([&] {
      const Kernel& kernel = sim::kernel(options.isa);
      return Worker{Chunk(*trials.plan, kernel), trials.base != nullptr ? std::make_unique<Chunk>(*trials.base, kernel) : nullptr, make()};
    });
    std::atomic<std::uint64_t> done = 0;
    parallel_for((trials.count + kChunk - 1) / kChunk, [&](std::uint64_t index) {
      stop_if_told(options);
      const std::uint64_t first = index * kChunk;
      Worker& worker = workers.local();
      const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kChunk, trials.count - first));
      if (worker.base) worker.base->compute(first, count);
      worker.chunk.compute(first, count, worker.base.get());
      worker.part.add(worker.chunk);
      const std::uint64_t so_far = done += worker.chunk.count();
      if (options.progress) options.progress(so_far);
    });
    std::optional<Part> total;
    workers.for_each([&](Worker& worker) {
      if (total)
        total->merge(worker.part);
      else
        total.emplace(std::move(worker.part));
    });
    return *std::move(total);
  });
}

/// Which replicates the trials of a chunk are of.
inline std::vector<Stretch> stretches(const Design& design, const Chunk& chunk) {
  std::vector<Stretch> result;
  for (std::size_t done = 0; done < chunk.count(); done += result.back().size) {
    const Piece piece = design.piece(chunk.first() + done);
    result.push_back({piece.replicate, static_cast<std::size_t>(std::min<std::uint64_t>(piece.size, chunk.count() - done))});
  }
  return result;
}

}  // namespace cellcast::sim
