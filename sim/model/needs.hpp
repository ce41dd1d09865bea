#pragma once

#include <array>
#include <span>

#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// [VariableId], the variables that must be computed where these are wanted: they, and what they are computed of. Those that the pass
/// through the years cannot do without are computed in any case.
std::array<bool, kVariables> needed_variables(std::span<const VariableId> wanted);

}  // namespace cellcast::sim
