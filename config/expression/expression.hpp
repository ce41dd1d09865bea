#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cellcast::config {

/// What an analyst computes of outputs and inputs: `total_exports[2030] / total_production[2030]`. docs/questions.md has the language.

inline constexpr std::size_t kMostNodes = 10'000;
inline constexpr std::size_t kMostNesting = 100;

enum class NodeKind : std::uint8_t {
  number,    ///< `number`
  text,      ///< `text`: a path; an argument of `input` alone
  name,      ///< `text`: an output, or the dimension that a function runs over
  slice,     ///< one argument, and `picks`
  call,      ///< `text`: the function; its arguments
  negation,  ///< one argument, as the next
  logical_not,
  power,  ///< two arguments, as all that follow
  product,
  quotient,
  sum,
  difference,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  equal,
  not_equal,
  logical_and,
  logical_or,
};

/// A label that a slice takes: `power`, `market=us`, `'end'`.
struct Pick {
  std::string dimension;  ///< empty where only the label is given
  std::string label;
  bool is_quoted = false;
  std::size_t dimension_at = 0, label_at = 0;  ///< byte of the text
};

/// One operation. What it works on stands before it.
struct ExpressionNode {
  NodeKind kind = NodeKind::number;
  std::size_t at = 0;  ///< byte of the text where its word or operator begins; of a slice: of what is sliced
  double number = 0;
  std::string text{};
  std::vector<std::uint32_t> arguments{};  ///< indices of nodes, each smaller than this one's
  std::vector<Pick> picks{};
};

/// A text and what it says. At most kMostNodes nodes; the last is the whole.
struct Expression {
  std::string text;
  std::vector<ExpressionNode> nodes;

  const ExpressionNode& whole() const { return nodes.back(); }
};

/// What is wrong with an expression, and where.
struct ExpressionError {
  std::size_t at = 0;  ///< byte of the text; its length: the end
  std::string problem, why{}, suggestion{};
};

/// The expression of a text, or the leftmost slip of its syntax: a bracket or quote that is never closed, a word that cannot stand where it
/// does, too many nodes. Names are not looked up.
std::variant<Expression, ExpressionError> parse_expression(std::string_view text);

}  // namespace cellcast::config
