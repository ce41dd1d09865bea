#pragma once

#include <optional>
#include <vector>

#include "config/diagnostics/diagnostics.hpp"
#include "config/scenario/basis.hpp"
#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// What was observed of a variable, on which basis.
struct ObservedBasis {
  VariableId variable;
  std::optional<config::Basis> basis;  ///< empty: the variable's own
  bool has_factor = false;             ///< that leads to the variable's
  config::Place place{};
};

/// Adds a warning where the figure counts something else than its variable, and no factor leads from one to the other.
void check_basis(const ObservedBasis& observed, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
