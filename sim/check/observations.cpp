#include "sim/check/observations.hpp"

#include "sim/check/basis.hpp"
#include "sim/check/cell.hpp"
#include "sim/check/variable.hpp"

namespace cellcast::sim {
void check_observations(const config::Scenario& scenario, const Scope& scope, std::vector<config::Diagnostic>& out) {
  for (const config::Observation& seen : scenario.observations) {
    if (seen.variable_place.line == 0) continue;  // missing, or no text: reported
    const auto id = check_variable(seen.variable, seen.variable_place, scope, out);
    if (!id) continue;
    check_kept(scenario.outputs, seen.variable, seen.variable_place, out);
    check_basis({*id, seen.basis, seen.factor.has_value(), seen.basis_place}, out);
    check_cell({seen.index, seen.year, seen.variable_place, seen.index_place, seen.year_place, ""}, scenario, scope.labels, scope.labels.variable(*id), out);
  }
}

}  // namespace cellcast::sim
