#include "sim/engine/tally.hpp"

#include <algorithm>

#include "sim/model/stages.hpp"

namespace cellcast::sim {

Chunk::Chunk(const Plan& plan)
    : plan_(&plan), parameters_(plan), state_(plan.model.sizes), values_((plan.inputs.size() + plan.layout.rows()) * kStride) {}

void Chunk::compute(std::uint64_t first, std::size_t count) {
  first_ = first;
  count_ = count;
  double* outputs = values_.data() + plan_->inputs.size() * kStride;
  for (std::size_t offset = 0; offset < count; offset += kBlock) {
    parameters_.draw(first + offset);
    for (std::size_t k = 0; k < plan_->inputs.size(); ++k) copy(values_.data() + k * kStride + offset, parameters_.input(k));
    simulate(plan_->model, plan_->layout, parameters_.parameters(), outputs + offset, kStride, state_);
  }
}

Counted::Counted(const Plan& plan) : inputs(plan.inputs.size()), thresholds(plan.inputs.size()) {
  for (const VariableId id : plan.wanted) {
    for (std::size_t cell = 0; cell < plan.layout.cells(id); ++cell) {
      outputs.push_back(plan.layout.offset(id) + cell);
      thresholds.push_back(plan.thresholds[static_cast<std::size_t>(id)]);
    }
  }
}

Tally::Tally(const Counted& counted, const std::vector<BinPlan>& plans) : counted_(&counted) {
  accumulators_.reserve(counted.size());
  for (std::size_t k = 0; k < counted.size(); ++k) accumulators_.emplace_back(plans[k], counted.thresholds[k]);
}

void Tally::add(const Chunk& chunk) {
  for (std::size_t k = 0; k < accumulators_.size(); ++k) {
    if (k + 1 < accumulators_.size()) accumulators_[k + 1].prefetch();
    accumulators_[k].add(counted_->values(chunk, k), chunk.first());
  }
}

void Tally::merge(const Tally& other) {
  for (std::size_t k = 0; k < accumulators_.size(); ++k) accumulators_[k].merge(other.accumulators_[k]);
}

}  // namespace cellcast::sim
