#pragma once

#include "sim/engine/counts/counted.hpp"

namespace cellcast::sim {

/// Where the numbers of outputs and factors stand: tables are [field][cell][factor], outputs are numbered through all fields.
class FactorTable {
 public:
  FactorTable(const Frame& frame, std::size_t factors) : frame_(&frame), factors_(factors) {}

  FactorNumbers empty() const {
    FactorNumbers table;
    for (const CountedVariable& variable : frame_->variables) table.emplace_back(variable.cells * factors_);
    return table;
  }

  double& operator()(FactorNumbers& table, std::size_t output, std::size_t factor) const {
    std::size_t v = 0;
    while (output >= frame_->variables[v].first + frame_->variables[v].cells) ++v;
    return table[v][(output - frame_->variables[v].first) * factors_ + factor];
  }

 private:
  const Frame* frame_;
  std::size_t factors_;
};

}  // namespace cellcast::sim
