#include "study/grow.hpp"

#include <algorithm>

#include "config/write/resolved.hpp"
#include "output/files/read_error.hpp"
#include "sim/random/design/design.hpp"
#include "study/refusals.hpp"
#include "study/scenarios.hpp"

namespace cellcast::study {

output::WorkPlan grown(const output::WorkFolder& folder, const config::Scenario& now, std::uint64_t trials,
                       std::optional<std::uint64_t> tasks, const Watch& watch) {
  if (const std::string why = output::why_not_growing(now); !why.empty()) throw CannotGrow(CannotGrow::Why::design, folder.path(), why);
  config::Overrides overrides;
  overrides.trials = trials;
  if (folder.plan().default_drivers)
    overrides.set.push_back("sensitivity.trials=" + std::to_string(config::default_sensitivity_trials(trials)));
  const config::Scenario larger = load_embedded(folder.path() + "/plan", folder.plan().provenance.scenario_resolved, overrides, watch);
  const std::uint64_t before = folder.plan().trials(), after = larger.sampling.trials;
  if (after <= before)
    throw CannotGrow(CannotGrow::Why::has_as_many, folder.path(), "it has " + std::to_string(before) + " trials already");
  const std::uint64_t added = after - before, usual = (before * folder.plan().points + folder.plan().tasks() - 1) / folder.plan().tasks();
  output::WorkPlan plan = folder.plan();
  plan.provenance.scenario_resolved = config::resolved(larger);
  plan.stages.push_back({after, std::min(added * plan.points, tasks ? *tasks : (added * plan.points + usual - 1) / usual)});
  return plan;
}

}  // namespace cellcast::study
