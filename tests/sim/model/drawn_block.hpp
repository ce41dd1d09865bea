#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/engine/trials/draw.hpp"
#include "sim/engine/trials/kernel.hpp"
#include "sim/model/labels.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::tests {

/// A block of a plan's trials, whose draws a test may change before the model is computed of them.
class DrawnBlock {
 public:
  explicit DrawnBlock(const sim::Plan& plan)
      : plan_(plan), rows_(plan), state_(plan.model.sizes), outputs_(plan.layout.rows() * sim::kBlock) {}

  void draw(std::uint64_t first) { rows_.draw(first); }

  /// [trial], the draws of an input.
  double* input(const std::string& name) {
    std::size_t k = 0;
    while (plan_.inputs.at(k).name != name) ++k;
    return rows_.input(k);
  }
  /// Gives an input one value in all trials.
  void set(const std::string& name, double value) { std::fill_n(input(name), sim::kDrawn, value); }

  void simulate() {
    rows_.derive();
    sim::kernel(sim::best_isa()).simulate(plan_.model, plan_.layout, rows_.parameters(), outputs_.data(), sim::kBlock, state_);
  }

  /// [trial], of the first block, of a variable at labels joined by dots.
  const double* values(sim::VariableId id, const std::string& index, int year) const {
    const std::size_t cell = *sim::find_cell(plan_.labels, sim::variable(id), index, year);
    return outputs_.data() + (plan_.layout.offset(id) + cell) * sim::kBlock;
  }

 private:
  const sim::Plan& plan_;
  sim::ParameterRows rows_;
  sim::State state_;
  std::vector<double> outputs_;
};

}  // namespace cellcast::tests
