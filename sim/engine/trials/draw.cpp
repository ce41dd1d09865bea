#include "sim/engine/trials/draw.hpp"

#include <algorithm>

namespace cellcast::sim {

ParameterRows::ParameterRows(const Plan& plan)
    : plan_(&plan),
      rows_(plan.parameter_rows() * kDrawn),
      constant_(plan.parameter_rows()),
      grades_(plan.correlated.size() * kDrawn),
      mixing_(kDrawn) {
  for (std::size_t k = 0; k < plan.derived.size(); ++k) {
    if (!plan.derived[k].is_constant()) continue;
    constant_[plan.inputs.size() + k] = 1;
    std::fill_n(row(plan.inputs.size() + k), kDrawn, plan.derived[k].offset);
  }
}

void ParameterRows::draw(std::uint64_t first) {
  for (std::size_t k = 0; k < plan_->inputs.size(); ++k) plan_->design->uniforms(k, first, {row(k), kDrawn});
  correlate_groups(first);
  set_grades(rows_.data());
  if (kept_uniforms_ != nullptr) std::copy_n(rows_.data(), plan_->inputs.size() * kDrawn, kept_uniforms_);
  for (std::size_t k = 0; k < plan_->inputs.size(); ++k) (*plan_->inputs[k].quantile)({row(k), kDrawn}, {row(k), kDrawn});
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
      correlate(group, members, kDrawn);
    }
  }
}

void ParameterRows::set_grades(const double* uniforms) {
  for (std::size_t k = 0; k < plan_->correlated.size(); ++k)
    std::copy_n(uniforms + plan_->correlated[k] * kDrawn, kDrawn, grades_.data() + k * kDrawn);
}

void ParameterRows::set_to_centres() {
  for (std::size_t k = 0; k < plan_->inputs.size(); ++k) std::fill_n(row(k), kDrawn, (*plan_->inputs[k].quantile)(0.5));
  derive();
}

void ParameterRows::set_to_medians() {
  for (std::size_t k = 0; k < plan_->inputs.size(); ++k) std::fill_n(row(k), kDrawn, plan_->inputs[k].quantile->once(0.5));
  derive();
}

void ParameterRows::derive() {
  for (std::size_t k = 0; k < plan_->derived.size(); ++k) {
    const DerivedRow& derived = plan_->derived[k];
    if (derived.is_constant()) continue;
    const double* draw = row(derived.input);
    double* out = row(plan_->inputs.size() + k);
    for (std::size_t i = 0; i < kDrawn; ++i) out[i] = derived.scale * draw[i] + derived.offset;
  }
}

}  // namespace cellcast::sim
