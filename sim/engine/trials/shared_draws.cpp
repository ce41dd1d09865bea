#include "sim/engine/trials/shared_draws.hpp"

#include <algorithm>
#include <functional>
#include <optional>

namespace cellcast::sim {
namespace {

bool is_same_group(const CorrelatedGroup& a, const CorrelatedGroup& b) { return a.members == b.members && a.factor == b.factor; }

bool is_same_copula(const std::shared_ptr<const StudentCopula>& a, const std::shared_ptr<const StudentCopula>& b) {
  return a && b ? a->dof() == b->dof() : !a && !b;
}

}  // namespace

std::uint64_t SharedDraws::trials_in(const Plan& plan, std::size_t bytes) {
  return bytes / std::max<std::size_t>(2 * plan.inputs.size() * sizeof(double), 1);
}

SharedDraws::SharedDraws(const Plan& plan, std::uint64_t least, std::size_t bytes)
    : plan_(std::make_unique<const Plan>(plan)), bytes_(bytes) {
  const std::uint64_t blocks = std::max((least + kDrawn - 1) / kDrawn, trials_in(plan, bytes) / kDrawn);
  for (std::uint64_t k = 0; k < blocks; ++k) blocks_.push_back(std::make_unique<Block>());
}

SharedDraws::~SharedDraws() = default;

bool SharedDraws::are_of(const Plan& plan) const {
  return plan.design->is_same(*plan_->design) && is_same_copula(plan.student, plan_->student) &&
         std::ranges::equal(plan.groups, plan_->groups, is_same_group);
}

Plan SharedDraws::serve(const std::shared_ptr<SharedDraws>& draws, Plan plan) {
  const Plan& first = *draws->plan_;
  if (!draws->are_of(plan)) return plan;
  std::vector<bool> is_same(plan.inputs.size());
  for (std::size_t k = 0; k < plan.inputs.size(); ++k) {
    is_same[k] = config::text(plan.inputs[k].distribution) == config::text(first.inputs[k].distribution);
    if (is_same[k]) plan.inputs[k].quantile = first.inputs[k].quantile;  // with the tables it has built
  }
  plan.draws = std::make_shared<const TakenDraws>(draws, std::move(is_same));
  return plan;
}

const SharedDraws::Block* SharedDraws::block(std::uint64_t first, const Kernel& kernel, ParameterRows* rows) {
  if (first % kDrawn != 0 || first / kDrawn >= blocks_.size()) return nullptr;
  Block& block = *blocks_[first / kDrawn];
  std::call_once(block.once, [&] {
    std::optional<ParameterRows> own;
    if (rows == nullptr) rows = &own.emplace(*plan_);
    block.uniforms.resize(plan_->inputs.size() * kDrawn);
    rows->keep_uniforms(block.uniforms.data());
    kernel.draw(*rows, first);
    rows->keep_uniforms(nullptr);
    block.values.resize(block.uniforms.size());
    for (std::size_t k = 0; k < plan_->inputs.size(); ++k) std::copy_n(rows->input(k), kDrawn, block.values.data() + k * kDrawn);
  });
  return &block;
}

TakenDraws::TakenDraws(std::shared_ptr<SharedDraws> draws, std::vector<bool> is_same)
    : draws_(std::move(draws)), is_same_(std::move(is_same)), are_all_same_(std::ranges::all_of(is_same_, std::identity())) {}

bool TakenDraws::draw(const Plan& plan, const Kernel& kernel, ParameterRows& rows, std::uint64_t first) const {
  const SharedDraws::Block* block = draws_->block(first, kernel, are_all_same_ ? &rows : nullptr);
  if (block == nullptr) return false;
  for (std::size_t k = 0; k < plan.inputs.size(); ++k) {
    const std::span<const double> uniforms(block->uniforms.data() + k * kDrawn, kDrawn);
    if (is_same_[k])
      std::copy_n(block->values.data() + k * kDrawn, kDrawn, rows.input(k));
    else
      (*plan.inputs[k].quantile)(uniforms, {rows.input(k), kDrawn});
  }
  rows.set_grades(block->uniforms.data());
  rows.derive();
  return true;
}

}  // namespace cellcast::sim
