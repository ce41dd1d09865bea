#include "sim/check/influence/derived_use.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "sim/derived/compile.hpp"
#include "sim/plan/derived_outputs.hpp"

namespace cellcast::sim {
namespace {

/// The input that a path leads to: itself, or the variable that is drawn there.
class DrawnAt {
 public:
  explicit DrawnAt(const config::Scenario& scenario) : scenario_(scenario) {
    for (const config::Number* number : config::numbers(scenario)) numbers_.emplace(number->path, number);
  }
  std::string operator()(const std::string& path) const {
    const auto number = numbers_.find(path);
    if (number == numbers_.end()) return path;  // a shock
    const auto* shared = std::get_if<config::Shared>(&number->second->value);
    return shared == nullptr ? path : "variables." + scenario_.variables[shared->variable].name;
  }

 private:
  const config::Scenario& scenario_;
  std::unordered_map<std::string, const config::Number*> numbers_;
};

DerivedUse use_of(const config::Scenario& scenario, bool (*is_wanted)(const config::Scenario&, const std::string&)) {
  DerivedUse use;
  if (scenario.derived.empty()) return use;
  const DerivedOutputs outputs = derived_outputs(scenario);
  std::vector<VariableId> wanted;
  for (std::size_t k = 0; k < scenario.derived.size(); ++k)
    if (is_wanted(scenario, scenario.derived[k].name)) wanted.push_back(derived_id(k));
  const std::vector<bool> used = used_outputs(outputs, wanted);
  const DrawnAt drawn_at(scenario);
  for (std::size_t k = 0; k < used.size(); ++k) {
    if (!used[k] || !outputs.meanings[k]) continue;
    for (const VariableId id : named_outputs(*outputs.meanings[k]))
      if (!is_derived(id)) use.outputs.insert(id);
    for (const config::ExpressionNode& node : scenario.derived[k].expression->nodes)
      if (node.kind == config::NodeKind::text) use.inputs.insert(drawn_at(node.text));
  }
  return use;
}

}  // namespace

DerivedUse derived_use(const config::Scenario& scenario) {
  return use_of(scenario, [](const config::Scenario&, const std::string&) { return true; });
}

DerivedUse kept_derived_use(const config::Scenario& scenario) {
  return use_of(scenario, [](const config::Scenario& of, const std::string& name) {
    const std::vector<std::string>& kept = of.outputs.variables;
    return kept.empty() || std::ranges::find(kept, name) != kept.end();
  });
}

}  // namespace cellcast::sim
