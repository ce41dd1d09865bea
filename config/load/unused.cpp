#include "config/load/unused.hpp"

#include <set>

#include "base/suggest.hpp"

namespace cellcast::config {

namespace {

using Names = std::set<std::string>;

bool is_given(const Number& number) { return number.place.line > 0; }

/// Where a segment sells, and home, which there must be.
Names used_markets(const Scenario& scenario) {
  Names used{scenario.markets[scenario.home()].name};
  for (const Segment& segment : scenario.segments)
    for (std::size_t m = 0; m < segment.markets.size(); ++m)
      if (segment.markets[m].present) used.insert(scenario.markets[m].name);
  return used;
}

Names used_chemistries(const Scenario& scenario) {
  Names used;
  for (const Segment& segment : scenario.segments)
    for (std::size_t c = 0; c < segment.chemistry.size(); ++c)
      if (is_given(segment.chemistry[c].base) || is_given(segment.chemistry[c].end)) used.insert(scenario.chemistries[c].name);
  return used;
}

Names used_materials(const Scenario& scenario) {
  Names used;
  for (const Chemistry& chemistry : scenario.chemistries)
    for (std::size_t j = 0; j < chemistry.materials.size(); ++j)
      if (is_given(chemistry.materials[j])) used.insert(scenario.materials[j]);
  return used;
}

/// What numbers draw on, and what correlations and factors tie to other inputs.
Names used_variables(const Scenario& scenario) {
  Names used, tied;
  for (const Number* number : numbers(scenario))
    if (const auto* shared = std::get_if<Shared>(&number->value)) used.insert(scenario.variables[shared->variable].name);
  for (const Correlation& correlation : scenario.correlations) tied.insert(correlation.first), tied.insert(correlation.second);
  for (const Factor& factor : scenario.factors)
    for (const Loading& loading : factor.loads) tied.insert(loading.input);
  for (const Variable& variable : scenario.variables)
    if (tied.contains("variables." + variable.name)) used.insert(variable.name);
  for (const DerivedOutput& output : scenario.derived) {
    if (!output.expression) continue;
    for (const ExpressionNode& node : output.expression->nodes)
      if (node.kind == NodeKind::text && node.text.starts_with("variables.")) used.insert(node.text.substr(std::string("variables.").size()));
  }
  return used;
}

/// The words for a kind of name: "no segment sells to market `us`"; what would use it.
struct TableKind {
  const char *table, *problem, *remedy;
};

void warn(const Node& root, const TableKind& kind, const Names& used, Report& report) {
  const Node* table = root.find(kind.table);
  if (table == nullptr) return;
  const std::vector<std::string> known(used.begin(), used.end());
  for (const Node& child : table->children) {
    const bool is_extended = child.key.source != 0;
    if (is_extended || used.contains(child.name)) continue;
    if (report.has_warned_enough()) return;  // each looks for what was meant among all names
    const std::string meant = base::did_you_mean(child.name, known);
    report.warning(child.key, std::string(kind.problem) + " `" + child.name + "`", "no result depends on it",
                   meant.empty() ? kind.remedy : meant);
  }
}

}  // namespace

void warn_unused(const Node& root, const Scenario& scenario, Report& report) {
  warn(root, {"markets", "no segment sells to market", "give one `[segments.NAME.markets]` of it, or remove it"}, used_markets(scenario),
       report);
  warn(root, {"chemistries", "no segment uses chemistry", "give it shares in a `[segments.NAME.chemistry]`, or remove it"},
       used_chemistries(scenario), report);
  warn(root, {"materials", "no chemistry uses material", "name it in a `[chemistries.NAME.materials]`, or remove it"},
       used_materials(scenario), report);
  warn(root, {"variables", "nothing draws on variable", "refer to it by `{ var = ... }`, or remove it"}, used_variables(scenario), report);
}

}  // namespace cellcast::config
