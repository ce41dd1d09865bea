#pragma once

#include <memory>
#include <span>
#include <vector>

#include "sim/plan/derived_outputs.hpp"
#include "sim/plan/questions.hpp"
#include "sim/plan/row_table.hpp"

namespace cellcast::sim {

/// What a plan's derived outputs and questions are computed by.
class Programs {
 public:
  /// All arguments must outlive this; the plan of the base that questions look back to may be null.
  Programs(const config::Scenario& scenario, const DerivedOutputs& outputs, std::span<const Question> questions, const Plan* base,
           RowTable& rows);

  /// Names and dimensions of the model's outputs, the derived outputs and the questions.
  Labels labels() const;
  /// What a run computes that keeps `wanted`; null where that takes no program.
  std::shared_ptr<const Program> program(const std::vector<VariableId>& wanted) const;
  /// The outputs of the model that they are computed of.
  std::vector<VariableId> model_outputs(const std::vector<VariableId>& wanted) const;

 private:
  const config::Scenario& scenario_;
  const DerivedOutputs& outputs_;
  std::span<const Question> questions_;
  const Plan* base_;
  RowTable& rows_;
};

}  // namespace cellcast::sim
