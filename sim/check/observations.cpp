#include "sim/check/observations.hpp"

#include "sim/check/cell.hpp"
#include "sim/check/variable.hpp"
#include "sim/check/words.hpp"
#include "sim/model/basis.hpp"
#include "sim/plan/labels.hpp"

namespace cellcast::sim {
namespace {

/// Warns of a figure that counts something else than its variable.
void check_basis(const config::Observation& seen, VariableId id, std::vector<config::Diagnostic>& out) {
  const std::optional<config::Basis> own = basis(id);
  if (!seen.basis || !own || seen.basis == own || seen.factor) return;
  out.push_back({seen.basis_place,
                 quoted(seen.variable) + " counts what is " + std::string(word_of(*own)) + ", the observation what is " +
                     std::string(word_of(*seen.basis)),
                 "the two differ by what lies in stock or is on its way", "give the `factor` that leads from one to the other, 1 if they are the same",
                 config::Severity::warning});
}

}  // namespace

void check_observations(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  const Labels known = labels(scenario);
  for (const config::Observation& seen : scenario.observations) {
    if (seen.variable_place.line == 0) continue;  // missing, or no text: reported
    const auto id = check_variable(seen.variable, seen.variable_place, scenario, out);
    if (!id) continue;
    check_kept(scenario.outputs, seen.variable, seen.variable_place, out);
    check_basis(seen, *id, out);
    check_cell({seen.index, seen.year, seen.variable_place, seen.index_place, seen.year_place, ""}, scenario, known, variable(*id), out);
  }
}

}  // namespace cellcast::sim
