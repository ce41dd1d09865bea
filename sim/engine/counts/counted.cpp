#include "sim/engine/counts/counted.hpp"

#include <algorithm>
#include <stdexcept>

namespace cellcast::sim {

void Frame::add(VariableId id, std::size_t count, std::vector<double> thresholds) {
  variables.push_back({id, count, cells, std::move(thresholds)});
  cells += count;
}

Counted::Counted(const Plan& plan) : inputs(plan.inputs.size()) {
  frame.labels = plan.labels;
  for (const VariableId id : plan.wanted) {
    const std::size_t cells = plan.layout.cells(id);
    frame.add(id, cells, plan.thresholds[static_cast<std::size_t>(id)]);
    for (std::size_t cell = 0; cell < cells; ++cell) outputs.push_back(plan.layout.offset(id) + cell);
  }
}

Rows Counted::rows(const Chunk& chunk) const {
  Rows rows{chunk.first(), chunk.count(), {}};
  rows.values.reserve(size());
  for (std::size_t k = 0; k < size(); ++k) rows.values.push_back(values(chunk, k).data());
  return rows;
}

std::size_t Counted::index(VariableId variable, std::size_t cell) const {
  return inputs + std::ranges::find(frame.variables, variable, &CountedVariable::id)->first + cell;
}

}  // namespace cellcast::sim
