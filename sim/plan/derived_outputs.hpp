#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/derived/meaning.hpp"

namespace cellcast::sim {

/// What is wrong with a derived output's expression.
struct DerivedTrouble {
  std::size_t output;  ///< index into Scenario::derived
  config::ExpressionError error;
};

/// A scenario's derived outputs as the engine sees them.
struct DerivedOutputs {
  Scope scope;                                  ///< what expressions of this scenario may name; `labels.derived` has the outputs
  std::vector<std::optional<Meaning>> meanings;  ///< [output]; empty where something is wrong with it
  std::vector<std::size_t> order;               ///< of those with a meaning, each behind those that it uses
  std::vector<DerivedTrouble> troubles;
};

/// What `input` may name: numbers of the model by their paths, and shocks.
std::set<std::string> paths_of_inputs(const config::Scenario& scenario);

/// Works on scenarios with errors, too. Every derived output has its place among `scope.labels.derived`; one that is wrong has no axes there,
/// and is `broken`.
DerivedOutputs derived_outputs(const config::Scenario& scenario);

/// The outputs among `wanted`, and all that they use: [output].
std::vector<bool> used_outputs(const DerivedOutputs& outputs, const std::vector<VariableId>& wanted);

}  // namespace cellcast::sim
