#include "sim/engine/draw.hpp"

namespace cellcast::sim {

ParameterRows::ParameterRows(const Plan& plan)
    : plan_(&plan), rows_(plan.parameter_rows() * kBlock), grades_(plan.correlated.size() * kBlock) {
  for (std::size_t k = 0; k < plan.derived.size(); ++k) {
    if (plan.derived[k].is_constant()) fill(row(plan.inputs.size() + k), plan.derived[k].offset);
  }
}

void ParameterRows::draw(std::uint64_t first) {
  for (std::size_t k = 0; k < plan_->inputs.size(); ++k) plan_->design->uniforms(k, first, {row(k), kBlock});
  for (const CorrelatedGroup& group : plan_->groups) {
    std::vector<double*> members;
    for (const std::size_t member : group.members) members.push_back(row(member));
    correlate(group, members, kBlock);
  }
  for (std::size_t k = 0; k < plan_->correlated.size(); ++k) copy(grades_.data() + k * kBlock, row(plan_->correlated[k]));
  for (std::size_t k = 0; k < plan_->inputs.size(); ++k) (*plan_->inputs[k].quantile)({row(k), kBlock}, {row(k), kBlock});
  derive();
}

void ParameterRows::set_to_medians() {
  for (std::size_t k = 0; k < plan_->inputs.size(); ++k) fill(row(k), (*plan_->inputs[k].quantile)(0.5));
  derive();
}

void ParameterRows::derive() {
  for (std::size_t k = 0; k < plan_->derived.size(); ++k) {
    const DerivedRow& derived = plan_->derived[k];
    if (derived.is_constant()) continue;
    map(
        row(plan_->inputs.size() + k), [&derived](double draw) { return derived.scale * draw + derived.offset; }, row(derived.input));
  }
}

}  // namespace cellcast::sim
