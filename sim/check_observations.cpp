#include "sim/check_observations.hpp"

#include <algorithm>

#include "sim/check_cell.hpp"
#include "sim/check_variable.hpp"
#include "sim/labels.hpp"

namespace cellcast::sim {

void check_observations(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  const std::vector<std::string>& kept = scenario.outputs.variables;
  const Labels known = labels(scenario);
  for (const config::Observation& seen : scenario.observations) {
    if (seen.variable.empty()) continue;  // reported as missing
    const auto id = check_variable(seen.variable, seen.variable_place, out);
    if (!id) continue;
    if (!kept.empty() && std::ranges::find(kept, seen.variable) == kept.end())
      out.push_back({seen.variable_place, "`" + seen.variable + "` is not kept", "`outputs.variables` does not name it", "add it there"});
    check_cell({seen.index, seen.year, seen.variable_place, seen.index_place, seen.year_place, ""}, scenario, known, variable(*id), out);
  }
}

}  // namespace cellcast::sim
