#include "sim/questions/target.hpp"

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "sim/engine/counts/counting.hpp"
#include "sim/engine/findings/confidence_factor.hpp"
#include "sim/engine/replay/find_trial.hpp"
#include "sim/stats/infer/error_bars.hpp"
#include "sim/stats/infer/ranks.hpp"

namespace cellcast::sim {
namespace {

constexpr double kNoBound = 2;  ///< as a share of trials: farther than any

/// Where levels stand among those of the accumulator: values from the wanted one on lie above the first, those beyond it above the second.
enum Level : std::size_t { from_wanted, beyond_wanted };

class Reader {
 public:
  Reader(const BinPlan& bins, const Design& design, std::size_t row)
      : design_(&design), row_(row), values_(bins, design.replicates()) {}

  void add(const Chunk& chunk) { chunk.kernel().add(values_, chunk.output(row_), chunk.first(), stretches(*design_, chunk.first(), chunk.count())); }
  void merge(const Reader& other) { values_.merge(other.values_); }
  const Accumulator& all() const { return values_; }

 private:
  const Design* design_;
  std::size_t row_;
  Accumulator values_;
};

BinPlan bins_of(const Trials& trials, std::size_t row, double wanted, Isa isa) {
  Chunk pilot(*trials.plan, kernel(isa), kPilotTrials);
  pilot.compute(0, static_cast<std::size_t>(std::min<std::uint64_t>(trials.count, kPilotTrials)));
  const std::vector<double> levels{std::nextafter(wanted, -std::numeric_limits<double>::infinity()), wanted};
  return plan_cell(pilot.output(row), levels, {});
}

/// How far the value of a rank lies above the wanted one, in ranks as a share of trials.
double gap(const Accumulator& values, std::uint64_t rank) {
  const auto trials = static_cast<double>(values.count());
  const std::uint64_t below = values.count() - values.above(from_wanted), at_most = values.count() - values.above(beyond_wanted);
  if (at_most < rank) return static_cast<double>(rank - at_most) / trials;
  if (below >= rank) return -static_cast<double>(below - rank + 1) / trials;
  return 0;
}

double gap_of_bound(const Accumulator& values, std::uint64_t rank, double where_none) {
  return rank == RankBounds::kNone ? where_none : gap(values, rank);
}

Reading read_quantile(const Accumulator& values, double p, double factor) {
  const std::uint64_t rank = quantile_rank(p, values.count());
  const RankBounds bounds = quantile_bounds(values, p, beyond_wanted, confidence_ranks(p, values.count()), factor);
  return {{gap(values, rank), gap_of_bound(values, bounds.low, -kNoBound), gap_of_bound(values, bounds.high, kNoBound)},
          0,
          {}};
}

Reading read_mean(const Accumulator& values, double wanted, double factor) {
  const double mean = values.mean(), reach = factor * mean_error(values);
  return {{mean - wanted, mean - reach - wanted, mean + reach - wanted}, mean, {}};
}

Reading read_probability(const EventTally& tally, double wanted, double factor) {
  const Proportion found = proportion(tally.counts.front(), factor);
  return {{found.estimate - wanted, found.low - wanted, found.high - wanted}, found.estimate, tally.not_finite.front()};
}

}  // namespace

Reading read(const Trials& trials, std::size_t row, const Target& target, const RunOptions& options) {
  const Design& design = *trials.plan->design;
  const double factor = confidence_factor(design.replicates(), trials.count);
  if (target.kind == Target::Kind::probability)
    return read_probability(count_events(trials, {{row}}, options), target.value, factor);
  const BinPlan bins = on_threads(options.threads, [&] {
    build_tables(*trials.plan);
    return bins_of(trials, row, target.value, options.isa);
  });
  const Reader found = over_trials(trials, options, [&] { return Reader(bins, design, row); });
  const Accumulator& values = found.all();
  if (values.not_finite() > 0) return {{0, 0, 0}, 0, {values.not_finite(), values.first_not_finite()}};
  return target.kind == Target::Kind::mean ? read_mean(values, target.value, factor) : read_quantile(values, target.quantile, factor);
}

double quantile_over(const Trials& trials, VariableId output, double quantile, const RunOptions& options) {
  return find_trial(*trials.plan, trials.count, {output, 0, quantile}, options).value;
}

}  // namespace cellcast::sim
