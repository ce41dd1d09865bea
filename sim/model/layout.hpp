#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// How many of each there are.
struct Sizes {
  std::size_t segments = 0, markets = 0, years = 0, chemistries = 0, materials = 0, drivers = 0;
  std::size_t submarkets = 0, splits = 0, producers = 0, ranks = 0;
  std::array<bool, kTables> tables{true};  ///< [Table], what the scenario has

  std::size_t along(Axis axis) const;
  bool has(Table table) const { return tables[static_cast<std::size_t>(table)]; }
};

/// Where each output stands among the rows of a block: variable after variable, the year running fastest, then the derived outputs.
class Layout {
 public:
  /// [k] of the derived outputs: how many cells they have.
  explicit Layout(const Sizes& sizes, std::span<const std::size_t> derived_cells = {});

  std::size_t rows() const { return derived_.empty() ? offsets_[kVariables] : derived_.back(); }
  /// Of the model's variables alone.
  std::size_t model_rows() const { return offsets_[kVariables]; }
  /// First row and number of rows (cells) of a variable.
  std::size_t offset(VariableId id) const { return is_derived(id) ? derived_[index(id) - kVariables] : offsets_[index(id)]; }
  bool has(VariableId id) const { return cells(id) > 0; }
  /// Number of rows from one label of a model variable's first axis to the next.
  std::size_t stride(VariableId id) const { return strides_[index(id)]; }
  std::size_t cells(VariableId id) const {
    return is_derived(id) ? derived_[index(id) - kVariables + 1] - offset(id) : offsets_[index(id) + 1] - offset(id);
  }

 private:
  std::array<std::size_t, kVariables + 1> offsets_{};
  std::array<std::size_t, kVariables> strides_{};
  std::vector<std::size_t> derived_;  ///< [k], first rows, and the end; empty where there are no derived outputs
};

}  // namespace cellcast::sim
