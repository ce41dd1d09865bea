#include "sim/questions/events.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cellcast::sim {
namespace {

class Counter {
 public:
  Counter(const Plan& plan, const Events& events) : design_(plan.design.get()), events_(&events) {
    tally_.counts.assign(events.conditions.size(), EventCounts(plan.design->replicates()));
    tally_.not_finite.resize(events.conditions.size() + (events.given ? 1 : 0));
  }

  void add(const Chunk& chunk) {
    const std::vector<Stretch> parts = stretches(*design_, chunk.first(), chunk.count());
    for (std::size_t k = 0; k < events_->conditions.size(); ++k) {
      const std::span<const double> holds = chunk.output(events_->conditions[k]);
      tally_.not_finite[k].add(holds, chunk.first());
      std::size_t begin = 0;
      for (const Stretch& part : parts) {
        count(tally_.counts[k], part.replicate, holds.subspan(begin, part.size),
              events_->given ? chunk.output(*events_->given).subspan(begin, part.size) : std::span<const double>());
        begin += part.size;
      }
    }
    if (events_->given) tally_.not_finite.back().add(chunk.output(*events_->given), chunk.first());
  }

  void merge(const Counter& other) {
    for (std::size_t k = 0; k < tally_.counts.size(); ++k) tally_.counts[k].merge(other.tally_.counts[k]);
    for (std::size_t k = 0; k < tally_.not_finite.size(); ++k) tally_.not_finite[k].merge(other.tally_.not_finite[k]);
  }

  EventTally take() { return std::move(tally_); }

 private:
  static void count(EventCounts& counts, std::uint32_t replicate, std::span<const double> holds, std::span<const double> given) {
    std::uint64_t all = holds.size(), both = 0;
    if (given.empty()) {
      for (const double each : holds) both += each != 0;
    } else {
      all = 0;
      for (std::size_t i = 0; i < holds.size(); ++i) {
        all += given[i] != 0;
        both += given[i] != 0 && holds[i] != 0;
      }
    }
    counts.trials[replicate] += holds.size();
    counts.given[replicate] += all;
    counts.both[replicate] += both;
  }

  const Design* design_;
  const Events* events_;
  EventTally tally_;
};

}  // namespace

void NotFiniteCount::add(std::span<const double> values, std::uint64_t first_trial) {
  double sum = 0;
  for (const double value : values) sum += value - value;  // 0, unless one is not finite
  if (sum == 0) return;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) continue;
    ++count;
    first = std::min(first, first_trial + i);
  }
}

void NotFiniteCount::merge(const NotFiniteCount& other) {
  count += other.count;
  first = std::min(first, other.first);
}

EventTally count_events(const Trials& trials, const Events& events, const RunOptions& options) {
  return over_trials(trials, options, [&] { return Counter(*trials.plan, events); }).take();
}

}  // namespace cellcast::sim
