#pragma once

#include <memory>
#include <optional>

#include "sim/engine/trials/kernel.hpp"
#include "sim/model/state.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::sim {

/// Computes the outputs of blocks of trials: the model's, then those derived of them. One per thread.
class OutputsOfBlocks {
 public:
  /// By a program of the plan's; null: no derived outputs. All arguments must outlive this.
  OutputsOfBlocks(const Plan& plan, const Kernel& kernel, const Program* program)
      : plan_(&plan),
        kernel_(&kernel),
        program_(program),
        state_(std::make_unique<State>(plan.model.sizes, plan.layout.rows() - plan.layout.model_rows())) {
    if (program != nullptr) temporaries_.emplace(*program);
  }

  /// `base` has the same trials of the plan that the program looks back to; without them it is left out.
  void compute(Parameters in, OutputBlock out, const OutputBlock* base = nullptr) { compute(plan_->model, in, out, base); }
  /// Of the plan's model that computes more outputs.
  void compute(const Model& model, Parameters in, OutputBlock out, const OutputBlock* base = nullptr) {
    kernel_->simulate(model, plan_->layout, in, out.rows, out.stride, *state_);
    const bool can_look_back = base != nullptr || program_ == nullptr || program_->looks_back.empty();
    if (program_ != nullptr && can_look_back) kernel_->evaluate(*program_, in, out, *temporaries_, base);
  }

  State& state() { return *state_; }
  const State& state() const { return *state_; }

 private:
  const Plan* plan_;
  const Kernel* kernel_;
  const Program* program_;
  std::unique_ptr<State> state_;  // large for a stack
  std::optional<Temporaries> temporaries_;
};

}  // namespace cellcast::sim
