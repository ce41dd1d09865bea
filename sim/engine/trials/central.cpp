#include "sim/engine/trials/central.hpp"

#include "sim/engine/trials/outputs.hpp"
#include "sim/model/needs.hpp"

namespace cellcast::sim {
namespace {

/// The plan's model, computing all outputs and not only those that a run keeps.
Model whole_model(const Plan& plan) {
  std::vector<VariableId> all;
  for (const Variable& variable : variables())
    if (plan.layout.cells(variable.id) > 0) all.push_back(variable.id);
  Model model = plan.model;
  model.needed = needed_variables(all);
  return model;
}

}  // namespace

std::vector<double> central(const Plan& plan, Isa isa) {
  ParameterRows rows(plan);
  rows.set_to_medians();
  std::vector<double> outputs(plan.layout.rows() * kBlock);
  OutputsOfBlocks block(plan, kernel(isa), plan.whole_program.get());
  block.compute(whole_model(plan), rows.parameters(), {&plan.layout, outputs.data(), kBlock, block.state().outputs.data()});
  std::vector<double> values;
  for (std::size_t row = 0; row < plan.layout.rows(); ++row) values.push_back(outputs[row * kBlock]);
  return values;
}

}  // namespace cellcast::sim
