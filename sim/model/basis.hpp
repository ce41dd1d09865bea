#pragma once

#include <optional>

#include "config/scenario/basis.hpp"
#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// What a variable counts of batteries on their way from plant to use. Nothing of prices, shares, capacities and the like, which count none,
/// and of value in money, but for what customs declare.
std::optional<config::Basis> basis(VariableId variable);

}  // namespace cellcast::sim
