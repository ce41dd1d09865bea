#include "sim/check/claims.hpp"

#include <algorithm>
#include <string>

#include "sim/check/cell.hpp"
#include "sim/check/variable.hpp"

namespace cellcast::sim {
namespace {

using config::Claim;

void check_unit(const Claim& claim, const Labels& labels, const Variable& variable, std::vector<config::Diagnostic>& out) {
  std::string unit(variable.unit);
  if (variable.id == VariableId::driver_level) {
    const auto driver = std::ranges::find(labels.drivers, claim.index);
    if (driver == labels.drivers.end()) return;  // reported
    unit = labels.driver_units[static_cast<std::size_t>(driver - labels.drivers.begin())];
  }
  if (claim.unit == unit || (claim.unit == "%" && unit == "1")) return;
  out.push_back({claim.unit_place, "`" + claim.variable + "` is not in \"" + claim.unit + "\"", "it is in " + unit,
                 unit == "1" ? "write the figure in `%` or as a fraction in `1`" : "convert the figure, or leave out `variable`"});
}

}  // namespace

void check_claims(const config::Scenario& scenario, const Scope& scope, std::vector<config::Diagnostic>& out) {
  const auto is_linked = [](const Claim& claim) { return claim.variable_place.line > 0; };  // `variable = ""` is, to none
  if (std::ranges::none_of(scenario.claims, is_linked)) return;
  for (const Claim& claim : scenario.claims) {
    if (!is_linked(claim)) continue;
    const auto id = check_variable(claim.variable, claim.variable_place, scope, out);
    if (!id) continue;
    check_cell({claim.index, claim.year, claim.variable_place, claim.index_place, claim.year_place, "leave out `variable`"}, scenario,
               scope.labels, scope.labels.variable(*id), out);
    if (!scenario.is_partial) check_unit(claim, scope.labels, scope.labels.variable(*id), out);
  }
}

}  // namespace cellcast::sim
