#include "sim/questions/factors.hpp"

#include <algorithm>
#include <cmath>

#include "sim/engine/findings/shock_groups.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/engine/trials/per_thread.hpp"

namespace cellcast::sim {

std::vector<DrawnFactor> single_factors(const Plan& plan) {
  std::vector<DrawnFactor> factors;
  for (std::size_t k = 0; k < plan.inputs.size(); ++k) factors.push_back({plan.inputs[k].name, plan.inputs[k].unit, {k}});
  return factors;
}

std::vector<DrawnFactor> shock_factors(const Plan& plan) {
  std::vector<DrawnFactor> factors;
  for (ShockGroup& group : shock_groups(plan.inputs)) factors.push_back({std::move(group.name), "1", std::move(group.inputs)});
  return factors;
}

std::vector<DrawnFactor> correlated_factors(const Plan& plan) {
  std::vector<DrawnFactor> factors;
  for (const CorrelatedGroup& group : plan.groups) {
    DrawnFactor& factor = factors.emplace_back();
    factor.inputs = group.members;
    std::ranges::sort(factor.inputs);
    for (const std::size_t member : factor.inputs) factor.name += (factor.name.empty() ? "" : " + ") + plan.inputs[member].name;
  }
  return factors;
}

void FactorDraws::values(const DrawnFactor& factor, std::span<double> out) {
  std::copy_n(rows_.input(factor.inputs.front()), out.size(), out.begin());
  if (factor.inputs.size() == 1) return;
  for (const std::size_t input : std::span(factor.inputs).subspan(1)) {
    const double* row = rows_.input(input);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += row[i];
  }
  const double root = std::sqrt(static_cast<double>(factor.inputs.size()));
  for (double& each : out) each /= root;
}

std::vector<std::vector<double>> draw_factors(const Plan& plan, std::span<const DrawnFactor> factors, std::uint64_t trials,
                                              const RunOptions& options) {
  std::vector<std::vector<double>> values(factors.size(), std::vector<double>(static_cast<std::size_t>(trials)));
  PerThread<FactorDraws> draws([&] { return FactorDraws(plan, kernel(options.isa)); });
  parallel_for((trials + kDrawn - 1) / kDrawn, [&](std::uint64_t index) {
    stop_if_told(options);
    const std::uint64_t first = index * kDrawn;
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kDrawn, trials - first));
    FactorDraws& own = draws.local();
    own.draw(first);
    for (std::size_t k = 0; k < factors.size(); ++k)
      own.values(factors[k], std::span(values[k]).subspan(static_cast<std::size_t>(first), count));
  });
  return values;
}

}  // namespace cellcast::sim
