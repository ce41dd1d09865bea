#include "sim/engine/findings/summarize.hpp"

#include <algorithm>
#include <cmath>

#include "sim/engine/findings/confidence_factor.hpp"
#include "sim/engine/findings/summarize_fields.hpp"
#include "sim/engine/trials/central.hpp"
#include "sim/engine/trials/parallel.hpp"
#include "sim/plan/correlation_pairs.hpp"

namespace cellcast::sim {
namespace {

/// Whose numbers are too large: constants and medians, where some output is no number with all inputs at their medians either, or what an
/// input is far out.
std::string remedy(const Plan& plan, Isa isa) {
  if (std::ranges::all_of(central(plan, isa), [](double value) { return std::isfinite(value); }))
    return "(an output overflowed or is undefined) narrow the distributions that drive it";
  return "(an output overflowed or is undefined; some do with all inputs at their medians too) look for a constant or a median that is far "
         "too large or small: numbers end at 1.8e308, and products of them before";
}

InputSummary summarize_input(const Input& input, const Accumulator& values, const Ranks& ranks, std::span<const double> samples,
                             bool has_dimensions) {
  return {input.name,
          config::summary(input.distribution),
          input.unit,
          values.mean(),
          values.sd(),
          quantiles(values, ranks),
          {samples.begin(), samples.end()},
          has_dimensions ? static_cast<std::int32_t>(input.dimension + 1) : 0};
}

/// What results record of the draws that only the copula needs.
std::vector<CopulaDraw> copula_draws(const Plan& plan) {
  std::vector<CopulaDraw> draws;
  if (plan.design->replicates() == 1) return draws;
  for (std::size_t g = 0; g < plan.copula_dimensions.size(); ++g) {
    const std::string& first = plan.inputs[plan.groups[g].members.front()].name;
    draws.push_back({copula_draw(first), static_cast<std::int32_t>(plan.copula_dimensions[g] + 1)});
  }
  return draws;
}

}  // namespace

void require_finite(const Plan& plan, const Counted& counted, const Tally& tally, Isa isa) {
  for (const auto& [id, cells, first, thresholds] : counted.frame.variables) {
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const Accumulator& values = tally[counted.inputs + first + cell];
      if (values.not_finite() == 0) continue;
      const CellName name = cell_names(plan.labels, plan.labels.variable(id))[cell];
      throw NotFinite(cell_text(plan.labels.variable(id).name, name) + " is not finite in " + std::to_string(values.not_finite()) + " of " +
                      std::to_string(values.count()) + " trials, first in trial " + std::to_string(values.first_not_finite()) + " " +
                      remedy(plan, isa));
    }
  }
}

Results summarize(const Plan& plan, const Counted& counted, const Tally& tally, const Samples& samples, std::uint64_t trials,
                  Isa isa) {
  require_finite(plan, counted, tally, isa);
  Results results;
  results.trials = trials;
  results.samples = std::min(plan.samples, trials);
  results.confidence_factor = confidence_factor(plan.design->replicates(), trials);
  results.labels = plan.labels;
  results.probabilities = plan.probabilities;
  results.copula_draws = copula_draws(plan);
  const Ranks ranks(plan.probabilities, trials, results.confidence_factor);
  results.inputs.resize(counted.inputs);
  parallel_for(counted.inputs, [&](std::size_t k) {
    results.inputs[k] = summarize_input(plan.inputs[k], tally[k], ranks, samples.of(k, trials), plan.design->replicates() > 1);
  });
  results.fields = summarize_fields(counted.frame, tally, counted.inputs, ranks, samples, trials);
  return results;
}

}  // namespace cellcast::sim
