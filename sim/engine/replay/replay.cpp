#include "sim/engine/replay/replay.hpp"

#include <algorithm>
#include <bit>

#include "sim/engine/counts/tally.hpp"
#include "sim/random/stream/uniform.hpp"

namespace cellcast::sim {
namespace {

bool has_steps(const config::Distribution& distribution) {
  const config::Law& law = distribution.law;
  if (const auto* mixture = std::get_if<config::Mixture>(&law)) return std::ranges::any_of(mixture->of, has_steps);
  return std::holds_alternative<config::Discrete>(law) || std::holds_alternative<config::Empirical>(law) ||
         std::holds_alternative<config::EmpiricalData>(law);
}

/// The last double from `inside` on towards `outside` whose quantile is the value; positive doubles are in the order of their bits.
double end_of_step(const Quantile& quantile, double value, double inside, double outside) {
  auto in = std::bit_cast<std::int64_t>(inside), out = std::bit_cast<std::int64_t>(outside);
  if (quantile.once(outside) == value) return outside;
  while (in - out > 1 || out - in > 1) {
    const std::int64_t middle = in + (out - in) / 2;
    (quantile.once(std::bit_cast<double>(middle)) == value ? in : out) = middle;
  }
  return std::bit_cast<double>(in);
}

/// The middle of the probabilities that yield the value, of which one is given.
double middle_of_step(const Quantile& quantile, double value, double probability) {
  const double low = end_of_step(quantile, value, probability, kSmallestUniform);
  const double high = end_of_step(quantile, value, probability, kLargestUniform);
  return low + (high - low) / 2;
}

}  // namespace

Trial replay(const Plan& plan, std::uint64_t trial, Isa isa) {
  Chunk chunk(plan, kernel(isa), 1);
  chunk.compute(trial, 1);
  Trial result{trial, {}, {}};
  for (std::size_t k = 0; k < plan.inputs.size(); ++k) {
    const Quantile& quantile = *plan.inputs[k].quantile;
    const double value = chunk.input(k).front();
    const auto correlated = std::ranges::lower_bound(plan.correlated, k);
    double probability;
    if (correlated != plan.correlated.end() && *correlated == k) {
      probability = chunk.grades(static_cast<std::size_t>(correlated - plan.correlated.begin())).front();
    } else {
      plan.design->uniforms(k, trial, {&probability, 1});
    }
    if (has_steps(plan.inputs[k].distribution)) probability = middle_of_step(quantile, value, probability);
    result.inputs.push_back({value, quantile.once(0.5), probability});
  }
  for (std::size_t row = 0; row < plan.layout.rows(); ++row) result.outputs.push_back(chunk.output(row).front());
  return result;
}

}  // namespace cellcast::sim
