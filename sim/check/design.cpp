#include "sim/check/design.hpp"

#include <cstdint>
#include <string>

#include "sim/plan/dimensions.hpp"
#include "sim/plan/planned_trials.hpp"

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
  const config::MethodTraits& design = config::traits(sampling.method);
  const std::string rule = "method \"" + std::string(design.word) + "\" " + std::string(design.rounding);
  if (trials > kMostTrials) {
    out.push_back({sampling.method_place, asked + " become " + made + ", " + product(trials, replicates) + ", and more than 2^32", rule,
                   "use fewer trials, or a power of two of replicates"});
    return;
  }
  out.push_back({sampling.method_place, asked + " are rounded up to " + made + ", " + product(trials, replicates), rule,
                 "write `trials = " + made + "` to say so yourself", config::Severity::warning});
}

/// More inputs than dimensions; `counted` says how many there are, and of what.
config::Diagnostic too_many(const config::Sampling& sampling, const std::string& counted, const std::string& why,
                            const std::string& suggestion) {
  const config::MethodTraits& design = config::traits(sampling.method);
  return {sampling.method_place,
          "method \"" + std::string(design.word) + "\" has " + std::to_string(design.dimensions) + " dimensions, but " + counted, why,
          suggestion};
}

bool is_exceeded(const config::Sampling& sampling, std::size_t inputs) {
  const std::size_t most = config::traits(sampling.method).dimensions;
  return most > 0 && inputs > most;
}

/// Designs for any number of inputs: `"latin-hypercube" or "monte-carlo"`.
std::string unlimited() {
  return config::methods_that([](const config::MethodTraits& each) { return each.dimensions == 0; });
}

}  // namespace

void check_design(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  check_trials(scenario.sampling, out);
  if (config::traits(scenario.sampling.method).dimensions == 0) return;
  const std::size_t inputs = dimension_order(scenario).size();
  if (!is_exceeded(scenario.sampling, inputs)) return;
  out.push_back(too_many(scenario.sampling, "there are " + std::to_string(inputs) + " uncertain inputs and shocks",
                         "one dimension each, and one for each group of a Student-t copula", "use " + unlimited()));
}

void check_batch(std::span<const config::Scenario> batch) {
  const std::size_t inputs = dimension_order(batch).size();
  for (const config::Scenario& scenario : batch) {
    if (!is_exceeded(scenario.sampling, inputs)) continue;
    throw config::ScenarioError(
        {too_many(scenario.sampling, "the scenarios of this batch have " + std::to_string(inputs) + " uncertain inputs and shocks together",
                  "one dimension for each name", "run them one by one, or use " + unlimited())},
        scenario.sources);
  }
}

}  // namespace cellcast::sim
