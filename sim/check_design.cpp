#include "sim/check_design.hpp"

#include <bit>
#include <string>

#include "sim/dimensions.hpp"
#include "sim/random/design.hpp"
#include "sim/random/sobol.hpp"

namespace cellcast::sim {
namespace {

constexpr std::uint64_t kMostTrials = std::uint64_t{1} << 32;

/// `16 replicates x 65536 points`
std::string product(std::uint64_t trials, std::uint32_t replicates) {
  return std::to_string(replicates) + " replicates x " + std::to_string(trials / replicates) + " points";
}

void check_trials(const config::Sampling& sampling, std::vector<config::Diagnostic>& out) {
  const auto replicates = static_cast<std::uint32_t>(sampling.replicates);
  const std::uint64_t trials = planned_trials(sampling);
  if (trials == sampling.trials || sampling.stop) return;
  const std::string asked = std::to_string(sampling.trials) + " trials", made = std::to_string(trials);
  const std::string rule = sampling.method == config::Method::sobol ? "method \"sobol\" takes a power of two of points in each replicate"
                                                                    : "method \"latin-hypercube\" takes as many points in each replicate";
  if (trials > kMostTrials) {
    out.push_back({sampling.method_place, asked + " become " + made + ", " + product(trials, replicates) + ", and more than 2^32", rule,
                   "use fewer trials, or a power of two of replicates"});
    return;
  }
  out.push_back({sampling.method_place, asked + " are rounded up to " + made + ", " + product(trials, replicates), rule,
                 "write `trials = " + made + "` to say so yourself", config::Severity::warning});
}

}  // namespace

std::uint64_t planned_trials(const config::Sampling& sampling) {
  const auto replicates = static_cast<std::uint32_t>(sampling.replicates);
  if (!sampling.stop) return final_trials(sampling.method, sampling.trials, replicates);
  const std::uint64_t most = sampling.stop->max_trials;
  return sampling.method == config::Method::sobol ? replicates * std::bit_floor(most / replicates) : most;
}

void check_design(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  check_trials(scenario.sampling, out);
  if (scenario.sampling.method != config::Method::sobol) return;
  const std::size_t inputs = dimension_order(scenario).size();
  if (inputs <= kSobolDimensions) return;
  out.push_back({scenario.sampling.method_place,
                 "method \"sobol\" has " + std::to_string(kSobolDimensions) + " dimensions, but there are " + std::to_string(inputs) +
                     " uncertain inputs and shocks",
                 "one dimension each, and one for each group of a Student-t copula", "use \"latin-hypercube\" or \"monte-carlo\""});
}

}  // namespace cellcast::sim
