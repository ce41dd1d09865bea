#include "sim/engine/summarize.hpp"

#include "sim/engine/parallel.hpp"
#include "sim/engine/run.hpp"
#include "sim/recorded_dimensions.hpp"
#include "sim/stats/error_bars.hpp"
#include "sim/stats/summary.hpp"

namespace cellcast::sim {
namespace {

void require_finite(const Plan& plan, const Counted& counted, const Tally& tally) {
  for (const VariableId id : plan.wanted) {
    for (std::size_t cell = 0; cell < plan.layout.cells(id); ++cell) {
      const Accumulator& values = tally[counted.index(id, cell)];
      if (values.not_finite() == 0) continue;
      const CellName name = cell_names(plan.labels, variable(id))[cell];
      throw NotFinite(std::string(variable(id).name) + (name.index.empty() ? "" : " " + name.index) + " in " + std::to_string(name.year) +
                      " is not finite in " + std::to_string(values.not_finite()) + " of " + std::to_string(values.count()) +
                      " trials, first in trial " + std::to_string(values.first_not_finite()) +
                      " (an output overflowed or is undefined) narrow the distributions that drive it");
    }
  }
}

Field empty_field(const Plan& plan, VariableId id, std::uint64_t samples) {
  const std::size_t cells = plan.layout.cells(id), quantiles = plan.probabilities.size();
  Field field;
  field.id = id;
  field.cells = cells;
  field.thresholds = plan.thresholds[static_cast<std::size_t>(id)];
  for (auto* statistic : {&field.mean, &field.sd, &field.min, &field.max, &field.mean_error}) statistic->resize(cells);
  for (auto* statistic : {&field.quantiles, &field.quantiles_low, &field.quantiles_high}) statistic->resize(cells * quantiles);
  field.exceedance.resize(cells * field.thresholds.size());
  field.histogram.resize(cells * kHistogramBins);
  field.histogram_edges.resize(cells * (kHistogramBins + 1));
  field.samples.resize(cells * static_cast<std::size_t>(samples));
  return field;
}

template <class Values>
void put(std::vector<std::ranges::range_value_t<Values>>& all, std::size_t cell, const Values& values) {
  std::ranges::copy(values, all.begin() + static_cast<std::ptrdiff_t>(cell * values.size()));
}

std::vector<double> quantiles(const OrderStatistics& order, const std::vector<std::uint64_t>& ranks) {
  std::vector<double> result;
  result.reserve(ranks.size());
  for (const std::uint64_t rank : ranks) result.push_back(order.value_at(rank));
  return result;
}

/// The quantiles asked for: their ranks, and those that bound them if trials are independent.
struct Ranks {
  Ranks(const std::vector<double>& asked, std::uint64_t trials, double confidence) : probabilities(asked), factor(confidence) {
    for (const double p : asked) {
      at.push_back(quantile_rank(p, trials));
      independent.push_back(confidence_ranks(p, trials));
    }
  }
  std::vector<double> probabilities;
  std::vector<std::uint64_t> at;
  std::vector<RankBounds> independent;
  double factor;  ///< see confidence_factor
};

struct BoundRanks {
  std::vector<std::uint64_t> low, high;
};
BoundRanks bound_ranks(const Accumulator& values, const Ranks& ranks, std::size_t first_level) {
  BoundRanks result;
  for (std::size_t q = 0; q < ranks.probabilities.size(); ++q) {
    const RankBounds bounds = quantile_bounds(values, ranks.probabilities[q], first_level + q, ranks.independent[q], ranks.factor);
    result.low.push_back(bounds.low);
    result.high.push_back(bounds.high);
  }
  return result;
}

void summarize_cell(Field& field, std::size_t cell, const Accumulator& values, const Ranks& ranks, std::span<const double> samples) {
  const OrderStatistics order(values);
  const BoundRanks bounds = bound_ranks(values, ranks, field.thresholds.size());
  const auto trials = static_cast<double>(values.count());
  field.mean[cell] = values.mean();
  field.sd[cell] = values.sd();
  field.min[cell] = values.min();
  field.max[cell] = values.max();
  field.mean_error[cell] = mean_error(values);
  put(field.quantiles, cell, quantiles(order, ranks.at));
  put(field.quantiles_low, cell, quantiles(order, bounds.low));
  put(field.quantiles_high, cell, quantiles(order, bounds.high));
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

InputSummary summarize_input(const Input& input, const Accumulator& values, const Ranks& ranks, std::span<const double> samples,
                             bool has_dimensions) {
  return {input.name,
          config::text(input.distribution),
          input.unit,
          values.mean(),
          values.sd(),
          quantiles(OrderStatistics(values), ranks.at),
          {samples.begin(), samples.end()},
          has_dimensions ? static_cast<std::int32_t>(input.dimension + 1) : 0};
}

}  // namespace

Results summarize(const Plan& plan, const Counted& counted, const Tally& tally, const Samples& samples, std::uint64_t trials) {
  require_finite(plan, counted, tally);
  Results results;
  results.trials = trials;
  results.samples = std::min(plan.samples, trials);
  results.confidence_factor = confidence_factor(plan.design->replicates(), trials);
  results.labels = plan.labels;
  results.probabilities = plan.probabilities;
  results.copula_draws = recorded_copula_draws(plan);
  const Ranks ranks(plan.probabilities, trials, results.confidence_factor);
  results.inputs.resize(counted.inputs);
  for (const VariableId id : plan.wanted) results.fields.push_back(empty_field(plan, id, results.samples));
  const std::vector<Cell> cells = cells_of(results.fields);
  // All numbers in one loop: most variables have too few cells to keep the threads busy.
  parallel_for(counted.size(), [&](std::size_t k) {
    if (k < counted.inputs) {
      results.inputs[k] = summarize_input(plan.inputs[k], tally[k], ranks, samples.of(k, trials), plan.design->replicates() > 1);
    } else {
      const Cell& cell = cells[k - counted.inputs];
      summarize_cell(*cell.field, cell.index, tally[k], ranks, samples.of(k, trials));
    }
  });
  return results;
}

}  // namespace cellcast::sim
