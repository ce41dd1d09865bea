#include "sim/engine/run/partial_run.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "sim/engine/findings/sensitivity.hpp"
#include "sim/engine/run/worker.hpp"
#include "sim/engine/trials/chunks.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/engine/trials/per_thread.hpp"

namespace cellcast::sim {

struct PartialRun::State {
  State(const Plan& plan, const RunOptions& options, Sampling when)
      : sampling(when), setup(plan, options, when == Sampling::in_passing ? plan.samples : 0), workers([this] { return Worker(setup); }) {}

  void run(std::uint64_t begin, std::uint64_t end) {
    const RunOptions& options = setup.options;
    std::atomic<std::uint64_t> done = begin;
    for_each_chunk(begin, end, options, [&](std::uint64_t first, std::size_t count) {
      workers.local().run(first, count);
      const std::uint64_t so_far = done += count;
      if (options.progress) options.progress(so_far);
    });
  }

  Results finish(std::uint64_t trials) {
    Results results;
    {
      std::unique_ptr<Worker> total;  // large for a stack
      workers.for_each([&](Worker& worker) {
        if (total) {
          total->merge(worker);
        } else {
          total = std::make_unique<Worker>(std::move(worker));
        }
      });
      workers.clear();  // what follows needs their memory
      stop_if_told(setup.options);
      std::optional<Samples> samples;
      if (sampling == Sampling::at_the_end)
        samples = leading(setup.plan, setup.counted, std::min(setup.plan.samples, trials), setup.options);
      results = total->summarize(trials, samples ? *samples : setup.samples);
    }
    results.sensitivity = find_drivers(setup.plan, setup.counted, trials, setup.options);
    return results;
  }

  std::vector<const Worker*> all() const {
    std::vector<const Worker*> result;
    workers.for_each([&](const Worker& worker) { result.push_back(&worker); });
    return result;
  }

  Sampling sampling;
  Setup setup;
  PerThread<Worker> workers;
};

PartialRun::PartialRun(const Plan& plan, const RunOptions& options, Sampling sampling) {
  state_ = on_threads(options.threads, [&] {
    build_tables(plan);
    return std::make_unique<State>(plan, options, sampling);
  });
}

PartialRun::~PartialRun() = default;

void PartialRun::run(std::uint64_t begin, std::uint64_t end) {
  on_threads(state_->setup.options.threads, [&] { state_->run(begin, end); });
}

void PartialRun::clear() { state_->workers.clear(); }

void PartialRun::merge(std::string_view saved) {
  PackedReader reader(saved);
  state_->workers.local().merge(reader);
  reader.require_end();
}

std::string PartialRun::save() const {
  state_->workers.local();  // one at least
  PackedWriter writer;
  Worker::save(state_->all(), writer);
  return writer.take();
}

std::uint64_t PartialRun::trials() const {
  std::uint64_t trials = 0;
  state_->workers.for_each([&](const Worker& worker) { trials += worker.trials(); });
  return trials;
}

Accumulator PartialRun::number(std::size_t index) const {
  const std::vector<const Worker*> workers = state_->all();
  Accumulator total = (*workers.front())[index];
  for (const Worker* worker : std::span(workers).subspan(1)) total.merge((*worker)[index]);
  return total;
}

Results PartialRun::finish(std::uint64_t trials) {
  return on_threads(state_->setup.options.threads, [&] { return state_->finish(trials); });
}

}  // namespace cellcast::sim
