#include "sim/engine/counts/counting.hpp"

#include <algorithm>
#include <cmath>

#include "sim/engine/trials/parallel.hpp"

namespace cellcast::sim {

std::vector<double> levels_wanted(const Plan& plan) { return plan.design->replicates() == 1 ? std::vector<double>() : plan.probabilities; }

BinPlan plan_cell(std::span<const double> pilot, std::span<const double> thresholds, std::span<const double> probabilities) {
  BinPlan plan = plan_bins(pilot, probabilities);
  plan.levels.insert(plan.levels.begin(), thresholds.begin(), thresholds.end());
  return plan;
}

std::vector<BinPlan> plan_counting(const Plan& plan, const Counted& counted, Isa isa) {
  Chunk pilot(plan, kernel(isa), kPilotTrials);
  pilot.compute(0, static_cast<std::size_t>(std::min<std::uint64_t>(plan.trials, kPilotTrials)));
  const Rows rows = counted.rows(pilot);
  std::vector<BinPlan> plans(counted.size());
  for (std::size_t k = 0; k < counted.inputs; ++k) plans[k] = plan_bins(rows[k]);

  const std::size_t decisive = plan.stop ? counted.index(plan.stop->variable, plan.stop->cell) : counted.size();
  const std::vector<double> probabilities = levels_wanted(plan);
  std::vector<double> decisive_probabilities = probabilities;
  if (plan.stop && plan.stop->quantile && plan.design->replicates() > 1) decisive_probabilities.push_back(*plan.stop->quantile);
  parallel_for(counted.frame.variables.size(), [&](std::size_t v) {
    const CountedVariable& variable = counted.frame.variables[v];
    for (std::size_t cell = 0; cell < variable.cells; ++cell) {
      const std::size_t k = counted.inputs + variable.first + cell;
      plans[k] = plan_cell(rows[k], variable.thresholds, k == decisive ? decisive_probabilities : probabilities);
      // What is not finite must be found trial by trial.
      if (counted.is_constant(pilot, k) && std::isfinite(rows[k][0])) plans[k].constant = rows[k][0];
    }
  });
  return plans;
}

}  // namespace cellcast::sim
