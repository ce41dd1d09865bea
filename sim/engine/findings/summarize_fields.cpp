#include "sim/engine/findings/summarize_fields.hpp"

#include <algorithm>
#include <cmath>

#include "sim/engine/findings/confidence_factor.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/stats/accumulate/summary.hpp"
#include "sim/stats/infer/error_bars.hpp"

namespace cellcast::sim {
namespace {

Field empty_field(const CountedVariable& variable, std::size_t quantiles, std::size_t samples) {
  Field field;
  field.id = variable.id;
  field.cells = variable.cells;
  field.thresholds = variable.thresholds;
  for (const Statistic& statistic : kCellStatistics) (field.*statistic.values).resize(field.cells);
  for (const Statistic& statistic : kQuantileStatistics) (field.*statistic.values).resize(field.cells * quantiles);
  field.exceedance.resize(field.cells * field.thresholds.size());
  field.histogram.resize(field.cells * kHistogramBins);
  field.histogram_edges.resize(field.cells * (kHistogramBins + 1));
  field.samples.resize(field.cells * samples);
  return field;
}

template <class Values>
void put(std::vector<std::ranges::range_value_t<Values>>& all, std::size_t cell, const Values& values) {
  std::ranges::copy(values, all.begin() + static_cast<std::ptrdiff_t>(cell * values.size()));
}

std::vector<double> values_at(const OrderStatistics& order, const std::vector<std::uint64_t>& ranks) {
  std::vector<double> result;
  result.reserve(ranks.size());
  for (const std::uint64_t rank : ranks) result.push_back(order.value_at(rank));
  return result;
}

struct BoundRanks {
  std::vector<std::uint64_t> low, high;
};
BoundRanks bound_ranks(const Accumulator& values, const Ranks& ranks, std::size_t first_level) {
  BoundRanks result;
  if (values.is_constant()) {  // known without trials
    result.low.assign(ranks.probabilities.size(), 1);
    result.high = result.low;
    return result;
  }
  for (std::size_t q = 0; q < ranks.probabilities.size(); ++q) {
    const RankBounds bounds = quantile_bounds(values, ranks.probabilities[q], first_level + q, ranks.independent[q], ranks.factor);
    result.low.push_back(bounds.low);
    result.high.push_back(bounds.high);
  }
  return result;
}

double mean_error(const Accumulator& values, const Ranks& ranks) {
  return ranks.effective ? values.sd() / std::sqrt(*ranks.effective) : sim::mean_error(values);
}

void summarize_cell(Field& field, std::size_t cell, const Accumulator& values, const Ranks& ranks, std::span<const double> samples) {
  const OrderStatistics order(values);
  const BoundRanks bounds = bound_ranks(values, ranks, field.thresholds.size());
  const auto trials = static_cast<double>(values.count());
  field.mean[cell] = values.mean();
  field.sd[cell] = values.sd();
  field.min[cell] = values.min();
  field.max[cell] = values.max();
  field.mean_error[cell] = mean_error(values, ranks);
  put(field.quantiles, cell, values_at(order, ranks.at));
  put(field.quantiles_low, cell, values_at(order, bounds.low));
  put(field.quantiles_high, cell, values_at(order, bounds.high));
  std::vector<double> exceedance;
  for (std::size_t k = 0; k < field.thresholds.size(); ++k) exceedance.push_back(static_cast<double>(values.above(k)) / trials);
  put(field.exceedance, cell, exceedance);
  const Histogram shape = histogram(values, order, kHistogramBins);
  put(field.histogram, cell, shape.counts);
  put(field.histogram_edges, cell, shape.edges);
  put(field.samples, cell, samples);
}

struct Cell {
  Field* field;
  std::size_t index;
};

/// In the order in which they are counted.
std::vector<Cell> cells_of(std::vector<Field>& fields) {
  std::vector<Cell> cells;
  for (Field& field : fields)
    for (std::size_t index = 0; index < field.cells; ++index) cells.push_back({&field, index});
  return cells;
}

}  // namespace

Ranks::Ranks(const std::vector<double>& asked, std::uint64_t trials, double confidence) : probabilities(asked), factor(confidence) {
  for (const double p : asked) {
    at.push_back(quantile_rank(p, trials));
    independent.push_back(confidence_ranks(p, trials));
  }
}

Ranks::Ranks(const std::vector<double>& asked, std::uint64_t total, std::uint64_t effective_trials)
    : probabilities(asked), factor(confidence_factor(1, effective_trials)), effective(static_cast<double>(effective_trials)) {
  const double each = static_cast<double>(total) / *effective;
  const auto scaled = [&](std::uint64_t rank) {
    return std::clamp(static_cast<std::uint64_t>(static_cast<double>(rank) * each), std::uint64_t{1}, total);
  };
  for (const double p : asked) {
    at.push_back(quantile_rank(p, total));
    const RankBounds bounds = confidence_ranks(p, effective_trials);
    // The end of the interval of weights that the trial of this rank stands for; the extremes are themselves.
    independent.push_back({bounds.low == RankBounds::kNone ? RankBounds::kNone : scaled(bounds.low - 1),
                           bounds.high == RankBounds::kNone  ? RankBounds::kNone
                           : bounds.high >= effective_trials ? total
                                                             : scaled(bounds.high)});
  }
}

std::vector<double> quantiles(const Accumulator& values, const Ranks& ranks) { return values_at(OrderStatistics(values), ranks.at); }

std::vector<Field> summarize_fields(const Frame& frame, const Tally& tally, std::size_t first, const Ranks& ranks, const Samples& samples,
                                    std::uint64_t trials) {
  std::vector<Field> fields;
  const std::size_t kept = frame.cells > 0 ? samples.of(first, trials).size() : 0;
  for (const CountedVariable& variable : frame.variables) fields.push_back(empty_field(variable, ranks.probabilities.size(), kept));
  const std::vector<Cell> cells = cells_of(fields);
  // All numbers in one loop: most variables have too few cells to keep the threads busy.
  parallel_for(cells.size(), [&](std::size_t k) {
    summarize_cell(*cells[k].field, cells[k].index, tally[first + k], ranks, samples.of(first + k, trials));
  });
  return fields;
}

}  // namespace cellcast::sim
