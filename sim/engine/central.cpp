#include "sim/engine/kernel.hpp"
#include "sim/engine/run.hpp"

namespace cellcast::sim {

std::vector<double> central(const Plan& plan) {
  ParameterRows rows(plan);
  rows.set_to_medians();
  State state(plan.model.sizes);
  std::vector<double> outputs(plan.layout.rows() * kBlock);
  plan.kernel->simulate(plan.model, plan.layout, rows.parameters(), outputs.data(), kBlock, state);
  std::vector<double> values;
  for (std::size_t row = 0; row < plan.layout.rows(); ++row) values.push_back(outputs[row * kBlock]);
  return values;
}

}  // namespace cellcast::sim
