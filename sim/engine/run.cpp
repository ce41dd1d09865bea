#include "sim/engine/run.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <limits>

#include "sim/engine/achieved.hpp"
#include "sim/engine/claims.hpp"
#include "sim/engine/pairing.hpp"
#include "sim/engine/parallel.hpp"
#include "sim/engine/samples.hpp"
#include "sim/engine/sensitivity.hpp"
#include "sim/engine/stopping.hpp"
#include "sim/engine/summarize.hpp"
#include "sim/engine/tally.hpp"
#include "sim/engine/updating.hpp"

namespace cellcast::sim {
namespace {

/// What all threads of a run read, and the samples, of which each writes its own places.
struct Setup {
  Setup(const Plan& to_run, const RunOptions& how)
      : plan(to_run), options(how), counted(plan), bins(plan_counting(plan, counted)), samples(counted.size(), plan.samples) {
    if (!plan.evidence.empty()) weighting.emplace(plan, counted);
    if (!options.base) return;
    pairing.emplace(*options.base->plan, plan);
    paired_samples.emplace(pairing->cells(), pairing->samples());
  }
  const Plan& plan;
  const RunOptions& options;
  Counted counted;
  std::vector<BinPlan> bins;
  Samples samples;
  std::optional<Weighting> weighting;
  Design independent{config::Method::monte_carlo, 1, 1, {}};  ///< of weighted trials, which have no replicates
  std::optional<Pairing> pairing;
  std::optional<Samples> paired_samples;
};

/// What one thread computes and counts.
class Worker {
 public:
  explicit Worker(Setup& setup)
      : setup_(&setup),
        chunk_(setup.plan),
        rows_(setup.counted.rows(chunk_)),
        tally_(setup.bins, *setup.plan.design),
        achieved_(setup.plan) {
    if (setup.weighting) weighted_.emplace(setup.bins, setup.independent);
    if (!setup.pairing) return;
    paired_.emplace(*setup.pairing);
    differences_.emplace(setup.pairing->bins(), *setup.plan.design);
  }

  void run(std::uint64_t first, std::size_t count) {
    chunk_.compute(first, count);
    rows_.first = first;
    rows_.count = count;
    tally_.add(chunk_.kernel(), rows_);
    achieved_.add(chunk_);
    setup_->samples.keep(rows_);
    if (weighted_) {
      setup_->weighting->weigh(rows_, weights_);
      sums_.add(weights_);
      weighted_->add_weighted(rows_, weights_);
    }
    if (!paired_) return;
    const Rows& differences = paired_->compute(chunk_);
    differences_->add(chunk_.kernel(), differences);
    setup_->paired_samples->keep(differences);
  }

  void merge(const Worker& other) {
    tally_.merge(other.tally_);
    achieved_.merge(other.achieved_);
    if (weighted_) weighted_->merge(*other.weighted_);
    sums_.merge(other.sums_);
    if (differences_) differences_->merge(*other.differences_);
  }

  Results summarize(std::uint64_t trials) {
    tally_.count_constants();
    Results results = sim::summarize(setup_->plan, setup_->counted, tally_, setup_->samples, trials);
    results.correlations = achieved_.summary();
    results.ledger = compare_claims(setup_->plan, setup_->counted, tally_);
    if (weighted_) {
      weighted_->count_constants();
      results.update = summarize_update(setup_->plan, setup_->counted, *weighted_, sums_, tally_, results);
    }
    if (differences_) {
      differences_->count_constants();
      const Results& base = *setup_->options.base->results;
      results.difference = setup_->pairing->summarize(*differences_, *setup_->paired_samples, base, results);
    }
    return results;
  }

  const Accumulator& operator[](std::size_t index) const { return tally_[index]; }

 private:
  Setup* setup_;
  Chunk chunk_;
  Rows rows_;
  Tally tally_;
  Achieved achieved_;
  std::optional<Tally> weighted_;
  WeightSums sums_;
  std::vector<std::uint32_t> weights_;
  std::optional<PairedRows> paired_;
  std::optional<Tally> differences_;
};

using Workers = tbb::enumerable_thread_specific<Worker>;

/// Trials begin ... end - 1.
void run_chunks(std::uint64_t begin, std::uint64_t end, const RunOptions& options, Workers& workers) {
  const std::uint64_t chunks = (end - begin + kChunk - 1) / kChunk;
  std::atomic<std::uint64_t> done = begin;
  parallel_for(chunks, [&](std::uint64_t index) {
    stop_if_told(options);
    const std::uint64_t first = begin + index * kChunk;
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kChunk, end - first));
    workers.local().run(first, count);
    const std::uint64_t so_far = done += count;
    if (options.progress) options.progress(so_far);
  });
}

/// One number's statistics so far.
Accumulator merged(const Workers& workers, std::size_t index) {
  Accumulator total = (*workers.begin())[index];
  for (auto worker = std::next(workers.begin()); worker != workers.end(); ++worker) total.merge((*worker)[index]);
  return total;
}

/// Runs from look to look until the plan's rule is content, or all trials are done.
StopOutcome run_until_reached(const Setup& setup, Workers& workers) {
  const Stopping stopping(setup.plan, setup.counted);
  StopOutcome outcome{.relative_error = std::numeric_limits<double>::infinity()};
  while (outcome.trials < setup.plan.trials && !outcome.is_reached) {
    const std::uint64_t next = stopping.next_look(outcome.trials);
    run_chunks(outcome.trials, next, setup.options, workers);
    const double now = stopping.relative_error(merged(workers, stopping.index()));
    outcome = {next, now, stopping.is_reached(now, outcome.relative_error)};
  }
  return outcome;
}

/// Leaves no workers: what follows needs their memory.
Results summarize(Workers& workers, std::uint64_t trials, const RunOptions& options) {
  Worker total = std::move(*workers.begin());
  for (auto worker = std::next(workers.begin()); worker != workers.end(); ++worker) total.merge(*worker);
  workers.clear();
  stop_if_told(options);
  return total.summarize(trials);
}

Results run_here(const Plan& plan, const RunOptions& options) {
  build_tables(plan);
  Setup setup(plan, options);
  Workers workers([&] { return Worker(setup); });
  std::optional<StopOutcome> outcome;
  if (plan.stop) {
    outcome = run_until_reached(setup, workers);
  } else {
    run_chunks(0, plan.trials, options, workers);
  }

  const std::uint64_t trials = outcome ? outcome->trials : plan.trials;
  Results results = summarize(workers, trials, options);
  results.sensitivity = find_drivers(plan, setup.counted, trials);
  results.stop = outcome;
  return results;
}

}  // namespace

void stop_if_told(const RunOptions& options) {
  if (options.stop && options.stop->load(std::memory_order_relaxed)) throw Stopped();
}

Results run(const Plan& plan, const RunOptions& options) {
  return on_threads(options.threads, [&] { return run_here(plan, options); });
}

}  // namespace cellcast::sim
