#include "study/inputs.hpp"

#include "sim/plan/plan.hpp"

namespace cellcast::study {

std::vector<InputRow> inputs(const config::Scenario& scenario) {
  const sim::Plan plan = sim::compile(scenario);
  std::vector<InputRow> rows;
  for (const sim::Input& input : plan.inputs) {
    const auto at = [&](double probability) { return (*input.quantile)(probability); };
    rows.push_back({input.name, config::summary(input.distribution), input.unit, at(0.05), at(0.5), at(0.95)});
  }
  return rows;
}

}  // namespace cellcast::study
