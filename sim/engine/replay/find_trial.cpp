#include "sim/engine/replay/find_trial.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "sim/engine/counts/tally.hpp"
#include "sim/engine/trials/chunks.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/engine/trials/per_thread.hpp"
#include "sim/stats/accumulate/search_bins.hpp"
#include "sim/stats/infer/ranks.hpp"

namespace cellcast::sim {
namespace {

struct Candidate {
  OrderKey key;
  std::uint64_t trial;
};

class Search {
 public:
  Search(const Plan& plan, std::uint64_t trials, const QuantileAddress& wanted, const RunOptions& options, const SearchEffort& effort)
      : plan_(plan),
        trials_(trials),
        wanted_(wanted),
        options_(options),
        effort_(effort),
        row_(plan.layout.offset(wanted.variable) + wanted.cell) {}

  FoundTrial run() {
    build_tables(plan_);
    const std::uint64_t rank = quantile_rank(wanted_.probability, trials_);
    SearchBins::Bin bin = count({}, pilot()).find(rank);
    std::uint64_t below = bin.before;
    while (!bin.keys.is_single() && bin.count > effort_.few) {
      bin = count(bin.keys, even_begins(bin.keys, effort_.bins)).find(rank - below);
      below += bin.before;
    }
    if (bin.keys.is_single()) return {bin.first_trial, value_of(bin.keys.low), rank};
    const std::vector<Candidate> few = collect(bin.keys);
    const Candidate& found = few[static_cast<std::size_t>(rank - below) - 1];
    const auto first = std::ranges::lower_bound(few, found.key, {}, &Candidate::key);
    return {first->trial, value_of(found.key), rank};
  }

 private:
  /// work(state, values, first trial) for all trials, on all threads; a state for each of them. Returns the states.
  template <class State, class Make, class Work>
  std::vector<State> over_all(const Make& make, const Work& work) {
    struct Worker {
      Chunk chunk;
      State state;
    };
    PerThread<Worker> workers([&] { return Worker{Chunk(plan_, kernel(options_.isa)), make()}; });
    for_each_chunk(0, trials_, options_, [&](std::uint64_t first, std::size_t count) {
      Worker& worker = workers.local();
      worker.chunk.compute(first, count);
      work(worker.state, worker.chunk.output(row_), first);
      const std::uint64_t so_far = done_ += count;
      if (options_.progress) options_.progress(so_far);
    });
    std::vector<State> states;
    workers.for_each([&](Worker& worker) { states.push_back(std::move(worker.state)); });
    return states;
  }

  std::vector<OrderKey> pilot() const {
    Chunk chunk(plan_, kernel(options_.isa));
    std::vector<double> values;
    for (std::uint64_t first = 0; first < std::min(trials_, effort_.pilot); first += kChunk) {
      chunk.compute(first, static_cast<std::size_t>(std::min<std::uint64_t>(kChunk, trials_ - first)));
      std::ranges::copy_if(chunk.output(row_), std::back_inserter(values), [](double x) { return std::isfinite(x); });
    }
    return begins_around(values);
  }

  struct Counting {
    SearchBins bins;
    std::uint64_t not_finite = 0, first_not_finite = ~std::uint64_t{0};
  };

  SearchBins count(const KeyRange& range, const std::vector<OrderKey>& begins) {
    const auto work = [](Counting& counting, std::span<const double> values, std::uint64_t first) {
      if (std::ranges::all_of(values, [](double x) { return std::isfinite(x); })) {
        counting.bins.add(values, first);
      } else {
        note_not_finite(counting, values, first);
      }
    };
    std::vector<Counting> parts = over_all<Counting>([&] { return Counting{SearchBins(range, begins)}; }, work);
    Counting total = std::move(parts.front());
    for (auto part = std::next(parts.begin()); part != parts.end(); ++part) {
      total.bins.merge(part->bins);
      total.not_finite += part->not_finite;
      total.first_not_finite = std::min(total.first_not_finite, part->first_not_finite);
    }
    if (total.not_finite > 0) refuse(total);
    return std::move(total.bins);
  }

  static void note_not_finite(Counting& counting, std::span<const double> values, std::uint64_t first) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (std::isfinite(values[i])) continue;
      ++counting.not_finite;
      counting.first_not_finite = std::min(counting.first_not_finite, first + i);
    }
  }

  [[noreturn]] void refuse(const Counting& total) const {
    const Variable& variable = plan_.labels.variable(wanted_.variable);
    const CellName name = cell_names(plan_.labels, variable)[wanted_.cell];
    throw NotFinite(cell_text(variable.name, name) + " has no quantile (it is not finite in " + std::to_string(total.not_finite) + " of " +
                    std::to_string(trials_) + " trials, first in trial " + std::to_string(total.first_not_finite) +
                    ") look at that one",
                    {base::Remedy::Kind::look_at_trial});
  }

  /// All values in the range with their trials, in order; at most effort_.few.
  std::vector<Candidate> collect(const KeyRange& range) {
    using Found = std::vector<Candidate>;
    const auto work = [&](Found& found, std::span<const double> values, std::uint64_t first) {
      for (std::size_t i = 0; i < values.size(); ++i) {
        const OrderKey key = order_key(values[i]);
        if (key >= range.low && key <= range.high) found.push_back({key, first + i});
      }
    };
    Found all;
    for (const Found& part : over_all<Found>([] { return Found(); }, work)) all.insert(all.end(), part.begin(), part.end());
    std::ranges::sort(all, {}, [](const Candidate& candidate) { return std::pair(candidate.key, candidate.trial); });
    return all;
  }

  const Plan& plan_;
  std::uint64_t trials_;
  const QuantileAddress& wanted_;
  const RunOptions& options_;
  const SearchEffort& effort_;
  std::size_t row_;
  std::atomic<std::uint64_t> done_ = 0;
};

}  // namespace

FoundTrial find_trial(const Plan& plan, std::uint64_t trials, const QuantileAddress& wanted, const RunOptions& options,
                      const SearchEffort& effort) {
  return on_threads(options.threads, [&] { return Search(plan, trials, wanted, options, effort).run(); });
}

}  // namespace cellcast::sim
