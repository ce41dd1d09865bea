#include "sim/engine/trials/chunk.hpp"

#include <algorithm>

#include "sim/engine/trials/parallel.hpp"
#include "sim/engine/trials/shared_draws.hpp"

namespace cellcast::sim {

void build_tables(const Plan& plan) {
  parallel_for(plan.inputs.size(), [&](std::uint64_t k) { plan.inputs[k].quantile->prepare(); });
}

Chunk::Chunk(const Plan& plan, const Kernel& kernel, std::size_t capacity)
    : plan_(&plan),
      kernel_(&kernel),
      // Whole blocks; not a power of two: rows that start in the same cache set would push one another out.
      stride_((capacity + kDrawn - 1) / kDrawn * kDrawn + 8),
      parameters_(plan),
      outputs_(plan, kernel, plan.program.get()),
      values_((plan.inputs.size() + plan.layout.rows()) * stride_),
      grades_(plan.correlated.size() * stride_) {
  keep_constants();
}

OutputBlock Chunk::block(std::size_t trial) { return {&plan_->layout, output_rows() + trial, stride_, outputs_.state().outputs.data()}; }

/// Computes them once, for all trials that will ever be: of any inputs, as they depend on none.
void Chunk::keep_constants() {
  parameters_.set_to_centres();
  outputs_.compute(parameters_.parameters(), block(0));
  for (std::size_t row = 0; row < outputs_.state().outputs.size(); ++row) {
    if (!is_constant(row)) continue;
    double* values = output_rows() + row * stride_;
    std::fill_n(values, stride_, values[0]);
    outputs_.state().outputs[row] = Spread::kept;
  }
}

void Chunk::compute(std::uint64_t first, std::size_t count, Chunk* base) {
  first_ = first;
  count_ = count;
  for (std::size_t offset = 0; offset < count; offset += kDrawn) {
    if (!plan_->draws || !plan_->draws->draw(*plan_, *kernel_, parameters_, first + offset)) kernel_->draw(parameters_, first + offset);
    for (std::size_t k = 0; k < plan_->inputs.size(); ++k) std::copy_n(parameters_.input(k), kDrawn, values_.data() + k * stride_ + offset);
    for (std::size_t k = 0; k < plan_->correlated.size(); ++k)
      std::copy_n(parameters_.grades(k), kDrawn, grades_.data() + k * stride_ + offset);
    for (std::size_t block = 0; block < kDrawn; block += kBlock) {
      const OutputBlock before = base != nullptr ? base->block(offset + block) : OutputBlock{};
      outputs_.compute(parameters_.parameters(block), this->block(offset + block), base != nullptr ? &before : nullptr);
    }
  }
}

}  // namespace cellcast::sim
