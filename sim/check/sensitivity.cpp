#include "sim/check/sensitivity.hpp"

#include <algorithm>
#include <span>
#include <string>

#include "sim/check/cell.hpp"
#include "sim/check/variable.hpp"

namespace cellcast::sim {

void check_sensitivity(const config::Scenario& scenario, const Scope& scope, std::vector<config::Diagnostic>& out) {
  const config::SensitivitySettings& settings = scenario.sensitivity;
  for (std::size_t i = 0; i < settings.variables.size(); ++i) {
    const std::string& name = settings.variables[i];
    const config::Place place = i < settings.variable_places.size() ? settings.variable_places[i] : config::Place{};
    const auto id = check_variable(name, place, scope, out);
    if (!id) continue;
    const auto before = std::span(settings.variables).first(i);
    if (std::ranges::find(before, name) != before.end()) {
      out.push_back({place, "`" + name + "` stands twice in `sensitivity.variables`", "", "remove one"});
    } else if (check_kept(scenario.outputs, name, place, out) && !scenario.is_partial && indices(scope.labels, scope.labels.variable(*id)).empty()) {
      out.push_back({place, "`" + name + "` has no values in this scenario", "", "choose another variable"});
    }
  }
  check_year(settings.year, settings.year_place, scenario, out);
}

}  // namespace cellcast::sim
