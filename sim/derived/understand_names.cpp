#include <algorithm>
#include <array>

#include "base/suggest.hpp"
#include "sim/derived/understanding.hpp"

namespace cellcast::sim {
namespace {

using config::ExpressionNode;

/// Everything that a name can be, for suggestions.
std::vector<std::string> known_names(const Scope& scope) {
  std::vector<std::string> known;
  for (const Variable& output : scope.labels.derived) known.push_back(output.name);
  for (const Variable& variable : variables())
    if (scope.is_partial || scope.tables[static_cast<std::size_t>(variable.table)]) known.emplace_back(variable.name);
  return known;
}

std::string what_it_needs(const Variable& variable) {
  const std::string table(name(variable.table));
  return table.starts_with('[') ? "`" + table + "`" : table;
}

}  // namespace

void Understanding::look_up(const ExpressionNode& node, NodeMeaning& meaning) {
  if (scope_.broken.contains(node.text)) return wrong(node.at, meaning, "");
  const std::optional<VariableId> id = scope_.labels.find_variable(node.text);
  if (!id) return unknown_name(node, meaning);
  const Variable& variable = scope_.labels.variable(*id);
  meaning.variable = id;
  meaning.axes = AxisSet(variable.axes);
  if (!scope_.tables[static_cast<std::size_t>(variable.table)])
    return wrong(node.at, meaning, scope_.is_partial ? "" : "`" + node.text + "` needs " + what_it_needs(variable), "the scenario has none",
                 "add one, or choose another output");
  if (cells_of(meaning.axes, scope_.labels) == 0)
    wrong(node.at, meaning, scope_.is_partial ? "" : "`" + node.text + "` has no values", "the scenario has nothing along its dimensions",
          "choose another output");
}

void Understanding::unknown_name(const ExpressionNode& node, NodeMeaning& meaning) {
  if (is_beside(node.at, meaning)) return;
  const std::string quoted = "`" + node.text + "`";
  if (const Function* function = find_function(node.text))
    return wrong(node.at, meaning, quoted + " is a function", "what it works on stands in brackets", "write `" + std::string(function->usage) + "`");
  if (find_axis(node.text))
    return wrong(node.at, meaning, quoted + " is a dimension", "it stands last in `sum`, `mean`, `min` and `max`, or in `[ ]`",
                 "write `sum(x, " + node.text + ")`");
  if (node.text == "end" || node.text == "base")
    return wrong(node.at, meaning, quoted + " is a word for a year", "it stands in `[ ]`", "write `x[" + node.text + "]`");
  if (scope_.inputs.contains(node.text) || scope_.inputs.contains("variables." + node.text))
    return wrong(node.at, meaning, "unknown output " + quoted, "it is a number of the model",
                 "write `input(\"" + (scope_.inputs.contains(node.text) ? "" : std::string("variables.")) + node.text + "\")`");
  wrong(node.at, meaning, scope_.is_partial ? "" : "unknown output " + quoted, "", base::did_you_mean(node.text, known_names(scope_)));
}

void Understanding::take_slice(const ExpressionNode& node, NodeMeaning& meaning) {
  const AxisSet axes = meaning.axes;
  if (!meaning.is_known) return;
  for (const config::Pick& pick : node.picks) {
    const std::optional<Axis> axis = axis_of(pick, axes, meaning);
    if (!axis) continue;
    if (!meaning.axes.has(*axis)) {
      wrong(pick.dimension.empty() ? pick.label_at : pick.dimension_at, meaning, "a second label along `" + std::string(name(*axis)) + "`",
            "a slice takes one label of a dimension", "remove one of them");
      continue;
    }
    const std::optional<std::size_t> place = place_of(pick, *axis);
    if (!place) {
      AxisSet one;
      one.add(*axis);
      unknown_label(pick, one, meaning);
      continue;
    }
    meaning.axes.remove(*axis);
    meaning.places.emplace_back(*axis, *place);
  }
}

/// The dimension along which a pick takes its label.
std::optional<Axis> Understanding::axis_of(const config::Pick& pick, AxisSet axes, NodeMeaning& meaning) {
  if (axes.empty()) {
    wrong(pick.dimension.empty() ? pick.label_at : pick.dimension_at, meaning, "what is sliced has no dimensions", "it is a single number",
          "remove the brackets");
    return std::nullopt;
  }
  if (pick.dimension.empty()) return axis_of_label(pick, axes, meaning);
  const std::optional<Axis> axis = find_axis(pick.dimension);
  if (axis && axes.has(*axis)) return axis;
  if (axis) {
    wrong(pick.dimension_at, meaning, "no dimension `" + pick.dimension + "` here", "there is " + dimensions(axes));
  } else {
    std::vector<std::string> known;
    for (const Axis each : axes.ordered()) known.emplace_back(name(each));
    wrong(pick.dimension_at, meaning, "unknown dimension `" + pick.dimension + "`", "there is " + dimensions(axes),
          base::did_you_mean(pick.dimension, known));
  }
  return std::nullopt;
}

std::optional<Axis> Understanding::axis_of_label(const config::Pick& pick, AxisSet axes, NodeMeaning& meaning) {
  AxisSet having;
  for (const Axis axis : axes.ordered())
    if (place_of(pick, axis)) having.add(axis);
  const std::vector<Axis> found = having.ordered();
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    unknown_label(pick, axes, meaning);
    return std::nullopt;
  }
  wrong(pick.label_at, meaning, "`" + pick.label + "` is a label of " + dimensions(having), "it must be clear which",
        "write `" + std::string(name(found.front())) + "=" + pick.label + "`");
  return std::nullopt;
}

/// The index of a pick's label along a dimension; nothing where it has none such.
std::optional<std::size_t> Understanding::place_of(const config::Pick& pick, Axis axis) const {
  const Labels& labels = scope_.labels;
  if (axis == Axis::year && !pick.is_quoted && pick.label == "base") return 0;
  if (axis == Axis::year && !pick.is_quoted && pick.label == "end") return labels.years.size() - 1;
  const Places& known = places_along(axis);
  const auto found = known.find(pick.label);
  return found == known.end() ? std::nullopt : std::optional(found->second);
}

const Understanding::Places& Understanding::places_along(Axis axis) const {
  std::optional<Places>& places = places_[static_cast<std::size_t>(axis)];
  if (!places) {
    places.emplace();
    for (std::string& label : scope_.labels.along(axis)) places->emplace(std::move(label), places->size());
  }
  return *places;
}

void Understanding::unknown_label(const config::Pick& pick, AxisSet axes, NodeMeaning& meaning) {
  if (is_beside(pick.label_at, meaning)) return;
  std::vector<std::string> known;
  for (const Axis axis : axes.ordered()) {
    const std::vector<std::string> labels = scope_.labels.along(axis);
    known.insert(known.end(), labels.begin(), labels.end());
    if (axis == Axis::year) known.insert(known.end(), {"base", "end"});
  }
  if (scope_.is_partial) return wrong(pick.label_at, meaning, "");
  const std::string why = known.size() > 16 ? "" : "known: " + base::listed(known);
  wrong(pick.label_at, meaning, "no label `" + pick.label + "` along " + dimensions(axes), why, base::did_you_mean(pick.label, known));
}

}  // namespace cellcast::sim
