#include "study/guide/list_variables.hpp"

#include <array>

#include "sim/model/labels.hpp"
#include "sim/plan/labels.hpp"
#include "sim/plan/tables.hpp"

namespace cellcast::study {
namespace {

VariableRow row_of(const sim::Variable& variable) {
  VariableRow out{std::string(variable.name), std::string(variable.unit), std::string(variable.long_name), {}, {}};
  if (out.unit == "driver_unit") out.unit = "the driver's";
  for (const sim::Axis axis : variable.axes) out.dimensions.emplace_back(sim::name(axis));
  out.table = sim::name(variable.table);
  return out;
}

}  // namespace

std::vector<VariableRow> list_variables() {
  std::vector<VariableRow> out;
  for (const sim::Variable& variable : sim::variables()) out.push_back(row_of(variable));
  return out;
}

std::vector<VariableRow> list_variables(const config::Scenario& scenario) {
  const sim::Labels labels = sim::labels(scenario);
  const std::array<bool, sim::kTables> has = sim::tables(scenario);
  std::vector<VariableRow> out;
  for (std::size_t k = 0; k < labels.variables(); ++k) {
    const sim::Variable& variable = labels.variable(static_cast<sim::VariableId>(k));
    const std::size_t cells = sim::cell_names(labels, variable).size();
    if (cells == 0 || !has[static_cast<std::size_t>(variable.table)]) continue;
    out.push_back(row_of(variable));
    out.back().cells = cells;
  }
  return out;
}

}  // namespace cellcast::study
