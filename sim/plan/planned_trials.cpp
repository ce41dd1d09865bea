#include "sim/plan/planned_trials.hpp"

#include <bit>

#include "sim/random/design/design.hpp"

namespace cellcast::sim {

std::uint64_t planned_trials(const config::Sampling& sampling) {
  const auto replicates = static_cast<std::uint32_t>(sampling.replicates);
  if (!sampling.stop) return final_trials(sampling.method, sampling.trials, replicates);
  const std::uint64_t most = sampling.stop->max_trials;
  const bool is_rounded = config::traits(sampling.method).points == config::Points::power_of_two;
  return is_rounded ? replicates * std::bit_floor(most / replicates) : most;
}

}  // namespace cellcast::sim
