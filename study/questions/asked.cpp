#include "study/questions/asked.hpp"

#include "base/error.hpp"
#include "sim/batch/why_unpaired.hpp"

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

void require_paired(const config::Scenario& base, const config::Scenario& later) {
  if (const auto why = sim::why_unpaired(base, later))
    throw base::Error(base::Error::Kind::data, later.name + ": its trials cannot be paired with those of " + base.name + " (" + *why + ")");
}

void require_finite(const std::string& expression, const sim::NotFiniteCount& found, std::uint64_t trials) {
  if (found.count == 0) return;
  throw sim::NotFinite("`" + expression + "` is not finite in " + std::to_string(found.count) + " of " + std::to_string(trials) +
                       " trials, first in trial " + std::to_string(found.first) +
                       " (it overflows there or is undefined) say by `if` what it is then");
}

}  // namespace cellcast::study
