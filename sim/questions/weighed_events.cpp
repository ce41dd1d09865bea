#include <algorithm>
#include <utility>

#include "sim/engine/counts/counting.hpp"
#include "sim/engine/findings/summarize.hpp"
#include "sim/engine/findings/updating.hpp"
#include "sim/questions/events.hpp"

namespace cellcast::sim {
namespace {

/// What all threads read.
struct Scale {
  Scale(const Plan& plan, Isa isa) : counted(plan), bins(plan_counting(plan, counted, isa)), weighting(plan, counted, isa) {}

  Counted counted;
  std::vector<BinPlan> bins;
  Weighting weighting;
};

class Weigher {
 public:
  Weigher(const Plan& plan, const Events& events, const Scale& scale)
      : events_(&events), scale_(&scale), all_(scale.bins, *plan.design) {
    tally_.counts.resize(events.conditions.size());
    tally_.not_finite.resize(events.conditions.size() + (events.given ? 1 : 0));
  }

  void add(const Chunk& chunk) {
    const Rows rows = scale_->counted.rows(chunk);
    all_.add(chunk.kernel(), rows);
    scale_->weighting.weigh(rows, weights_);
    sums_.add(weights_);
    for (std::size_t k = 0; k < events_->conditions.size(); ++k) count(k, chunk);
    if (events_->given) tally_.not_finite.back().add(chunk.output(*events_->given), chunk.first());
  }

  void merge(const Weigher& other) {
    all_.merge(other.all_);
    sums_.merge(other.sums_);
    for (std::size_t k = 0; k < tally_.counts.size(); ++k) tally_.counts[k].merge(other.tally_.counts[k]);
    for (std::size_t k = 0; k < tally_.not_finite.size(); ++k) tally_.not_finite[k].merge(other.tally_.not_finite[k]);
  }

  WeighedTally take(const Plan& plan, std::uint64_t trials, Isa isa) {
    all_.count_constants();
    const bool is_known = std::ranges::all_of(tally_.not_finite, [](const NotFiniteCount& each) { return each.count == 0; });
    if (is_known) require_finite(plan, scale_->counted, all_, isa);  // else whoever asked tells of it
    require_effective(plan, scale_->counted, sums_, all_, trials);
    return std::move(tally_);
  }

 private:
  void count(std::size_t k, const Chunk& chunk) {
    const std::span<const double> holds = chunk.output(events_->conditions[k]);
    const std::span<const double> given = events_->given ? chunk.output(*events_->given) : std::span<const double>();
    tally_.not_finite[k].add(holds, chunk.first());
    WeightedCounts& counts = tally_.counts[k];
    for (std::size_t i = 0; i < holds.size(); ++i) {
      if (!given.empty() && given[i] == 0) continue;
      const Uint128 weight = weights_[i];
      counts.given += weight;
      counts.squares += weight * weight;
      if (holds[i] != 0) counts.both += weight;
    }
  }

  const Events* events_;
  const Scale* scale_;
  Tally all_;
  WeightSums sums_;
  std::vector<std::uint32_t> weights_;
  WeighedTally tally_;
};

}  // namespace

WeighedTally weigh_events(const Trials& trials, const Events& events, const RunOptions& options) {
  const Scale scale = on_threads(options.threads, [&] {
    build_tables(*trials.plan);
    return Scale(*trials.plan, options.isa);
  });
  Weigher all = over_trials(trials, options, [&] { return Weigher(*trials.plan, events, scale); });
  return on_threads(options.threads, [&] { return all.take(*trials.plan, trials.count, options.isa); });
}

}  // namespace cellcast::sim
