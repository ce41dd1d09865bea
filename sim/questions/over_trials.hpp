#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "sim/engine/options.hpp"
#include "sim/engine/trials/chunks.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/engine/trials/per_thread.hpp"
#include "sim/plan/plan.hpp"

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
  struct Counter {
    Chunk chunk;
    std::unique_ptr<Chunk> base;
    Part part;
  };
  return on_threads(options.threads, [&] {
    build_tables(*trials.plan);
    if (trials.base != nullptr) build_tables(*trials.base);
    PerThread<Counter> workers([&] {
      const Kernel& kernel = sim::kernel(options.isa);
      return Counter{Chunk(*trials.plan, kernel), trials.base != nullptr ? std::make_unique<Chunk>(*trials.base, kernel) : nullptr, make()};
    });
    std::atomic<std::uint64_t> done = 0;
    for_each_chunk(0, trials.count, options, [&](std::uint64_t first, std::size_t count) {
      Counter& worker = workers.local();
      if (worker.base) worker.base->compute(first, count);
      worker.chunk.compute(first, count, worker.base.get());
      worker.part.add(worker.chunk);
      const std::uint64_t so_far = done += count;
      if (options.progress) options.progress(so_far);
    });
    std::optional<Part> total;
    workers.for_each([&](Counter& worker) {
      if (total)
        total->merge(worker.part);
      else
        total.emplace(std::move(worker.part));
    });
    return *std::move(total);
  });
}

}  // namespace cellcast::sim
