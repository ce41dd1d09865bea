#include "sim/engine/draw.hpp"

namespace cellcast::sim {

ParameterRows::ParameterRows(const Plan& plan)
    : plan_(&plan), rows_(plan.parameter_rows() * kBlock), grades_(plan.correlated.size() * kBlock), mixing_(kBlock) {
  for (std::size_t k = 0; k < plan.derived.size(); ++k) {
    if (plan.derived[k].is_constant()) fill(row(plan.inputs.size() + k), plan.derived[k].offset);
  }
}

void ParameterRows::draw(std::uint64_t first) {
  for (std::size_t k = 0; k < plan_->inputs.size(); ++k) plan_->design->uniforms(k, first, {row(k), kBlock});
  correlate_groups(first);
  for (std::size_t k = 0; k < plan_->correlated.size(); ++k) copy(grades_.data() + k * kBlock, row(plan_->correlated[k]));
  for (std::size_t k = 0; k < plan_->inputs.size(); ++k) (*plan_->inputs[k].quantile)({row(k), kBlock}, {row(k), kBlock});
  derive();
}

void ParameterRows::correlate_groups(std::uint64_t first) {
  for (std::size_t g = 0; g < plan_->groups.size(); ++g) {
    const CorrelatedGroup& group = plan_->groups[g];
    std::vector<double*> members;
    for (const std::size_t member : group.members) members.push_back(row(member));
    if (plan_->student) {
      plan_->design->uniforms(plan_->inputs.size() + g, first, mixing_);
      plan_->student->correlate(group, members, mixing_);
    } else {
      correlate(group, members, kBlock);
    }
  }
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
