#pragma once

#include <array>
#include <cstddef>

#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// How many of each there are.
struct Sizes {
  std::size_t segments = 0, markets = 0, years = 0, chemistries = 0, materials = 0, drivers = 0;

  std::size_t along(Axis axis) const;
};

/// Where each output stands among the rows of a block: variable after variable, the year running fastest.
class Layout {
 public:
  explicit Layout(const Sizes& sizes);

  std::size_t rows() const { return offsets_[kVariables]; }
  /// First row and number of rows (cells) of a variable.
  std::size_t offset(VariableId id) const { return offsets_[static_cast<std::size_t>(id)]; }
  std::size_t cells(VariableId id) const { return offsets_[static_cast<std::size_t>(id) + 1] - offset(id); }

 private:
  std::array<std::size_t, kVariables + 1> offsets_{};
};

}  // namespace cellcast::sim
