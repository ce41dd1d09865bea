#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "config/expression/expression.hpp"
#include "sim/derived/axis_set.hpp"
#include "sim/derived/functions.hpp"
#include "sim/model/labels.hpp"

namespace cellcast::sim {

/// Cells that an expression, or a part of it, may have.
inline constexpr std::size_t kMostCells = 100'000;

/// What an expression may name.
struct Scope {
  Labels labels;  ///< of the scenario, with its derived outputs
  std::array<bool, kTables> tables{true};
  std::set<std::string> inputs;  ///< paths of the model's numbers, and names of shocks
  std::set<std::string> broken;  ///< derived outputs whose own expression is wrong: nothing is said of those that use them
  bool is_partial = false;                 ///< the scenario could not be read whole: what is unknown may be there
  const Scope* base = nullptr;             ///< of the scenario that `difference` looks back to; null: there is none
};

/// What a node of an expression is.
struct NodeMeaning {
  AxisSet axes;
  bool is_known = true;                              ///< false: something in it is wrong, and was said
  std::optional<VariableId> variable;                ///< of a name
  const Function* function = nullptr;                ///< of a call
  std::optional<Axis> over;                          ///< of a call: the dimension that it runs over
  std::vector<std::pair<Axis, std::size_t>> places;  ///< of a slice: a label's index along each dimension that it takes
  bool is_dimension = false;                         ///< of a name: the dimension that a function runs over
};

/// What an expression says of a scenario.
struct Meaning {
  std::vector<NodeMeaning> nodes;  ///< those of the expression

  AxisSet axes() const { return nodes.back().axes; }
};

/// Looks everything up. The leftmost error where something is wrong; an empty problem where only what was said elsewhere is.
std::variant<Meaning, config::ExpressionError> understand(const config::Expression& expression, const Scope& scope);

/// Likewise, of a condition or another expression that has to be a single number.
std::variant<Meaning, config::ExpressionError> understand_single(const config::Expression& expression, const Scope& scope);

/// The expression that ends with a node.
config::Expression part_of(const config::Expression& expression, std::size_t node);

/// How many cells there are along some dimensions; kMostCells + 1 for more than kMostCells.
std::size_t cells_of(AxisSet axes, const Labels& labels);

}  // namespace cellcast::sim
