#include "sim/engine/trials/central.hpp"

#include <memory>

#include "sim/engine/trials/kernel.hpp"
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
  const Model model = whole_model(plan);
  const auto state = std::make_unique<State>(model.sizes);  // large for a stack
  std::vector<double> outputs(plan.layout.rows() * kBlock);
  kernel(isa).simulate(model, plan.layout, rows.parameters(), outputs.data(), kBlock, *state);
  std::vector<double> values;
  for (std::size_t row = 0; row < plan.layout.rows(); ++row) values.push_back(outputs[row * kBlock]);
  return values;
}

}  // namespace cellcast::sim
