#include "study/questions/asked.hpp"

namespace cellcast::study {

output::Asked asked(const config::Scenario& scenario, std::uint64_t trials) {
  return {scenario.name, scenario.title, config::word_of(scenario.sampling.method), scenario.sampling.seed, trials};
}

config::Scenario for_questions(config::Scenario scenario, std::uint64_t trials) {
  scenario.sampling.trials = trials;
  scenario.sampling.stop.reset();
  scenario.outputs.samples = 0;
  scenario.outputs.thresholds.clear();
  scenario.outputs.threshold_places.clear();
  scenario.sensitivity.method = config::SensitivityMethod::none;
  scenario.sensitivity.variables.clear();
  scenario.observations.clear();
  scenario.claims.clear();
  return scenario;
}

void require_finite(const std::string& expression, const sim::NotFiniteCount& found, std::uint64_t trials) {
  if (found.count == 0) return;
  throw sim::NotFinite("`" + expression + "` is not finite in " + std::to_string(found.count) + " of " + std::to_string(trials) +
                       " trials, first in trial " + std::to_string(found.first) +
                       " (it overflows there or is undefined) say by `if` what it is then");
}

}  // namespace cellcast::study
