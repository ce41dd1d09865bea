#include "study/central.hpp"

#include "sim/engine/trials/central.hpp"

namespace cellcast::study {

std::vector<CentralRow> central(const config::Scenario& scenario, const Machine& machine) {
  const sim::Plan plan = sim::compile(scenario);
  const std::vector<double> values = sim::central(plan, machine.isa);
  std::vector<CentralRow> rows;
  for (std::size_t k = 0; k < plan.labels.variables(); ++k) {
    const sim::Variable& variable = plan.labels.variable(static_cast<sim::VariableId>(k));
    if (!plan.layout.has(variable.id)) continue;
    std::size_t row = plan.layout.offset(variable.id);
    for (sim::CellName& cell : sim::cell_names(plan.labels, variable)) rows.push_back({variable.name, std::move(cell), values[row++]});
  }
  return rows;
}

}  // namespace cellcast::study
