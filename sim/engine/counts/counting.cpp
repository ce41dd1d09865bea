#include "sim/engine/counts/counting.hpp"

#include <algorithm>
#include <cmath>

#include "sim/engine/counts/samples.hpp"
#include "sim/engine/trials/parallel.hpp"

namespace cellcast::sim {

std::vector<double> levels_wanted(const Plan& plan) { return plan.design->replicates() == 1 ? std::vector<double>() : plan.probabilities; }

BinPlan plan_cell(std::span<const double> pilot, std::span<const double> thresholds, std::span<const double> probabilities) {
  BinPlan plan = plan_bins(pilot, probabilities);
  plan.levels.insert(plan.levels.begin(), thresholds.begin(), thresholds.end());
  return plan;
}

void set_length(const Plan& plan, BinPlan& bins) {
  constexpr std::uint64_t kShort = std::uint64_t{1} << 16;
  bins.is_short = plan.trials <= kShort;
  if (!bins.is_short) widen_window(bins);
}

std::vector<BinPlan> plan_counting(const Plan& plan, const Counted& counted, Isa isa) {
  Chunk chunk(plan, kernel(isa));
  const std::uint64_t trials = std::min<std::uint64_t>(plan.trials, kPilotTrials);
  Samples pilot(counted.size(), trials);
  for (std::uint64_t first = 0; first < trials; first += kChunk) {
    chunk.compute(first, static_cast<std::size_t>(std::min<std::uint64_t>(kChunk, trials - first)));
    pilot.keep(counted.rows(chunk));
  }
  std::vector<BinPlan> plans(counted.size());
  parallel_for(counted.inputs, [&](std::size_t k) { plans[k] = plan_bins(pilot.of(k, trials)); });

  const std::size_t decisive = plan.stop ? counted.index(plan.stop->variable, plan.stop->cell) : counted.size();
  const std::vector<double> probabilities = levels_wanted(plan);
  std::vector<double> decisive_probabilities = probabilities;
  if (plan.stop && plan.stop->quantile && plan.design->replicates() > 1) decisive_probabilities.push_back(*plan.stop->quantile);
  parallel_for(counted.frame.variables.size(), [&](std::size_t v) {
    const CountedVariable& variable = counted.frame.variables[v];
    for (std::size_t cell = 0; cell < variable.cells; ++cell) {
      const std::size_t k = counted.inputs + variable.first + cell;
      const std::span<const double> values = pilot.of(k, trials);
      plans[k] = plan_cell(values, variable.thresholds, k == decisive ? decisive_probabilities : probabilities);
      // What is not finite must be found trial by trial.
      if (counted.is_constant(chunk, k) && std::isfinite(values.front())) plans[k].constant = values.front();
    }
  });
  for (BinPlan& each : plans) set_length(plan, each);
  return plans;
}

}  // namespace cellcast::sim
