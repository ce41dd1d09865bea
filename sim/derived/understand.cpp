#include <algorithm>
#include <limits>
#include <span>

#include "base/suggest.hpp"
#include "sim/derived/meaning.hpp"
#include "sim/derived/understanding.hpp"

namespace cellcast::sim {

using config::ExpressionNode;
using config::NodeKind;

std::size_t cells_of(AxisSet axes, const Labels& labels) {
  std::size_t cells = 1;
  for (const Axis axis : kDerivedOrder)
    if (axes.has(axis)) cells = std::min(kMostCells + 1, cells * labels.size(axis));
  return cells;
}

void Understanding::run() {
  mark_dimensions();
  for (std::size_t k = 0; k < expression_.nodes.size(); ++k) {
    node_ = k;
    look_at(expression_.nodes[k], meaning_.nodes[k]);
  }
}

/// Words that stand where a function has its dimension are no outputs.
void Understanding::mark_dimensions() {
  for (const ExpressionNode& node : expression_.nodes) {
    if (node.kind != NodeKind::call || node.arguments.size() != 2) continue;
    const ExpressionNode& last = expression_.nodes[node.arguments.back()];
    const Function* function = find_function(node.text);
    if (function == nullptr || last.kind != NodeKind::name) continue;
    const bool takes_dimension = function->id == FunctionId::sum || function->id == FunctionId::mean;
    const bool may_take_one = function->id == FunctionId::min || function->id == FunctionId::max;
    if (takes_dimension || (may_take_one && find_axis(last.text))) meaning_.nodes[node.arguments.back()].is_dimension = true;
  }
}

void Understanding::look_at(const ExpressionNode& node, NodeMeaning& meaning) {
  for (const std::uint32_t argument : node.arguments) {
    const NodeMeaning& part = meaning_.nodes[argument];
    if (part.is_dimension) continue;
    meaning.axes.add(part.axes);
    meaning.is_known = meaning.is_known && part.is_known;
  }
  if (node.kind == NodeKind::name && !meaning.is_dimension) look_up(node, meaning);
  if (node.kind == NodeKind::slice) take_slice(node, meaning);
  if (node.kind == NodeKind::call) look_at_call(node, meaning);
  if (meaning.is_known && cells_of(meaning.axes, scope_.labels) > kMostCells) {
    wrong(node.at, meaning, "more than " + std::to_string(kMostCells) + " cells", dimensions(meaning.axes) + " are too many together",
          "sum over one, or take a slice");
  }
}

bool Understanding::is_beside(std::size_t at, NodeMeaning& meaning) const {
  if (!error_ || error_->problem.empty() || at < error_->at) return false;
  meaning.is_known = false;
  return true;
}

void Understanding::wrong(std::size_t at, NodeMeaning& meaning, std::string problem, std::string why, std::string suggestion) {
  meaning.is_known = false;
  const bool is_said = !problem.empty();  // else elsewhere
  const bool is_first = !error_ || (is_said && (error_->problem.empty() || at < error_->at));
  if (is_first)
    error_ = config::ExpressionError{at, std::move(problem), std::move(why), std::move(suggestion)};
}

std::string Understanding::dimensions(AxisSet axes) {
  std::vector<std::string> names;
  for (const Axis axis : axes.ordered()) names.emplace_back(name(axis));
  std::string text;
  for (std::size_t k = 0; k < names.size(); ++k) text += (k == 0 ? "" : k + 1 == names.size() ? " and " : ", ") + names[k];
  return text;
}

std::variant<Meaning, config::ExpressionError> understand(const config::Expression& expression, const Scope& scope) {
  Understanding understanding(expression, scope);
  understanding.run();
  if (understanding.error()) return *understanding.error();
  return understanding.take();
}

namespace {

/// Where the dimensions of a node that has some come from.
std::size_t source_of_dimensions(const config::Expression& expression, const Meaning& meaning) {
  std::size_t leftmost = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> open{expression.nodes.size() - 1};
  while (!open.empty()) {
    const ExpressionNode& node = expression.nodes[open.back()];
    const NodeMeaning& is = meaning.nodes[open.back()];
    open.pop_back();
    if (is.axes.empty() || is.is_dimension) continue;
    if (node.kind == NodeKind::name || node.kind == NodeKind::slice) leftmost = std::min(leftmost, node.at);
    if (node.kind == NodeKind::slice) continue;
    open.insert(open.end(), node.arguments.begin(), node.arguments.end());
  }
  return leftmost;
}

}  // namespace

std::variant<Meaning, config::ExpressionError> understand_single(const config::Expression& expression, const Scope& scope) {
  auto understood = understand(expression, scope);
  const auto* meaning = std::get_if<Meaning>(&understood);
  if (meaning == nullptr || meaning->axes().empty()) return understood;
  const AxisSet axes = meaning->axes();
  std::string example;
  for (const Axis axis : axes.ordered()) example += (example.empty() ? "" : ", ") + scope.labels.along(axis).back();
  return config::ExpressionError{source_of_dimensions(expression, *meaning), "this has a value for each " + Understanding::dimensions(axes),
                                 "a single number is wanted", "take one, `[" + example + "]`, or sum over them"};
}

config::Expression part_of(const config::Expression& expression, std::size_t node) {
  std::size_t first = node;  // what a node works on stands right before it
  for (std::size_t k = node + 1; k-- > first;)
    for (const std::uint32_t argument : expression.nodes[k].arguments) first = std::min<std::size_t>(first, argument);
  config::Expression part{expression.text, {expression.nodes.begin() + static_cast<std::ptrdiff_t>(first),
                                            expression.nodes.begin() + static_cast<std::ptrdiff_t>(node) + 1}};
  for (ExpressionNode& each : part.nodes)
    for (std::uint32_t& argument : each.arguments) argument -= static_cast<std::uint32_t>(first);
  return part;
}

}  // namespace cellcast::sim
