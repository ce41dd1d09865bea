#include <unordered_set>

#include "base/suggest.hpp"
#include "sim/derived/understanding.hpp"

namespace cellcast::sim {
namespace {

using config::ExpressionNode;
using config::NodeKind;

std::string wrong_count(const Function& function, std::size_t count) {
  return "`" + std::string(function.name) + "` does not take " + (count == 0 ? "nothing" : std::to_string(count)) +
         (count == 0 ? "" : count == 1 ? " argument" : " arguments");
}

}  // namespace

void Understanding::look_at_call(const ExpressionNode& node, NodeMeaning& meaning) {
  const Function* function = find_function(node.text);
  if (function == nullptr) {
    if (is_beside(node.at, meaning)) return;
    if (scope_.labels.find_variable(node.text) || scope_.broken.contains(node.text))
      return wrong(node.at, meaning, "`" + node.text + "` is an output, not a function", "labels stand in `[ ]`",
                   "write `" + node.text + "[…]`");
    return wrong(node.at, meaning, "unknown function `" + node.text + "`", "", base::did_you_mean(node.text, function_names()));
  }
  meaning.function = function;
  const std::size_t count = node.arguments.size();
  if (count < function->fewest || count > function->most)
    return wrong(node.at, meaning, wrong_count(*function, count), "", "write `" + std::string(function->usage) + "`");
  if (function->id == FunctionId::input) return look_at_input(node, meaning);
  if (function->id == FunctionId::difference) return look_at_difference(node, meaning);
  const bool takes_dimension = function->id == FunctionId::sum || function->id == FunctionId::mean;
  if (takes_dimension || meaning_.nodes[node.arguments.back()].is_dimension) return look_at_reduction(node, meaning);
  if (!function->over_years || !meaning.is_known) return;
  if (!meaning.axes.has(Axis::year))
    return wrong(node.at, meaning, "`" + node.text + "` needs years", "what stands in it has none", "take no year, or leave it out");
  if (function->id == FunctionId::cagr) meaning.axes.remove(Axis::year);
}

void Understanding::look_at_input(const ExpressionNode& node, NodeMeaning& meaning) {
  const ExpressionNode& path = expression_.nodes[node.arguments.front()];
  if (path.kind != NodeKind::text)
    return wrong(node.at, meaning, "`input` takes a path in quotes", "", "write `" + std::string(meaning.function->usage) + "`");
  if (scope_.inputs.contains(path.text) || is_beside(path.at, meaning)) return;
  const std::vector<std::string> known(scope_.inputs.begin(), scope_.inputs.end());
  const std::string nearest = base::nearest(path.text, known);
  wrong(path.at, meaning, scope_.is_partial ? "" : "unknown number `" + path.text + "`", "no number of the model has this path",
        nearest.empty() ? "" : "did you mean `" + nearest + "`?");
}

void Understanding::look_at_reduction(const ExpressionNode& node, NodeMeaning& meaning) {
  const ExpressionNode& last = expression_.nodes[node.arguments.back()];
  if (!meaning_.nodes[node.arguments.back()].is_dimension)
    return wrong(node.at, meaning, "`" + node.text + "` needs the dimension that it runs over", "it stands last",
                 "write `" + std::string(meaning.function->usage) + "`");
  const NodeMeaning& first = meaning_.nodes[node.arguments.front()];
  const std::optional<Axis> axis = find_axis(last.text);
  if (!axis) return wrong(last.at, meaning, "unknown dimension `" + last.text + "`", "", base::did_you_mean(last.text, axis_names()));
  if (!first.is_known) return;
  if (!first.axes.has(*axis))
    return wrong(last.at, meaning, "no dimension `" + last.text + "` here",
                 first.axes.empty() ? "what stands before it is a single number" : "there is " + dimensions(first.axes));
  meaning.over = axis;
  meaning.axes.remove(*axis);
}

void Understanding::look_at_difference(const ExpressionNode& node, NodeMeaning& meaning) {
  if (scope_.base == nullptr)
    return wrong(node.at, meaning, "`difference` cannot stand here", "only a comparison of scenarios has one", "leave it out");
  const config::Expression inner = part_of(expression_, node.arguments.front());
  for (const ExpressionNode& part : inner.nodes)
    if (part.kind == NodeKind::call && part.text == "difference")
      return wrong(part.at, meaning, "`difference` cannot stand in another", "a difference is that of two scenarios", "leave it out");
  if (!meaning.is_known) return;
  const auto of_base = understand(inner, *scope_.base);
  if (const auto* error = std::get_if<config::ExpressionError>(&of_base))
    return wrong(error->at, meaning, "of the base: " + error->problem, error->why, error->suggestion);
  for (const Axis axis : meaning.axes.ordered()) {
    const std::vector<std::string> known = scope_.base->labels.along(axis);
    const std::unordered_set<std::string> labels_of_base(known.begin(), known.end());
    for (const std::string& label : scope_.labels.along(axis))
      if (!labels_of_base.contains(label))
        return wrong(node.at, meaning, "the base has no " + std::string(name(axis)) + " `" + label + "`",
                     "a difference needs the labels of both", "take a slice that both have");
  }
}

}  // namespace cellcast::sim
