#include "sim/plan/derived_outputs.hpp"

#include <algorithm>
#include <unordered_map>

#include "sim/derived/compile.hpp"
#include "sim/plan/model_labels.hpp"
#include "sim/plan/tables.hpp"

namespace cellcast::sim {
namespace {

using config::ExpressionNode;
using config::NodeKind;

/// A name in an expression that is a derived output.
struct Use {
  std::size_t output, at;
};

/// Finds an order in which each output stands behind those that it uses, and outputs that use themselves.
class Ordering {
 public:
  Ordering(const config::Scenario& scenario, DerivedOutputs& out) : scenario_(scenario), out_(out), state_(scenario.derived.size()) {
    for (std::size_t k = 0; k < scenario.derived.size(); ++k) index_.emplace(scenario.derived[k].name, k);
  }

  /// The outputs in order, those of cycles left out.
  std::vector<std::size_t> run() {
    for (std::size_t k = 0; k < state_.size(); ++k)
      if (state_[k] == State::fresh) visit(k);
    std::erase_if(order_, [&](std::size_t k) { return state_[k] == State::circular; });
    return std::move(order_);
  }

 private:
  enum class State { fresh, open, done, circular };

  /// As deep as outputs use one another: at most all of them, which are few.
  void visit(std::size_t output) {
    state_[output] = State::open;
    path_.push_back(output);
    for (const Use& use : uses(output)) {
      if (state_[use.output] == State::open) circle(output, use);
      if (state_[use.output] == State::fresh) visit(use.output);
    }
    path_.pop_back();
    if (state_[output] == State::open) state_[output] = State::done;
    order_.push_back(output);
  }

  std::vector<Use> uses(std::size_t output) const {
    std::vector<Use> found;
    if (!scenario_.derived[output].expression) return found;
    for (const ExpressionNode& node : scenario_.derived[output].expression->nodes)
      if (const auto known = index_.find(node.text); node.kind == NodeKind::name && known != index_.end())
        found.push_back({known->second, node.at});
    std::ranges::sort(found, {}, &Use::at);
    return found;
  }

  /// Says once of a circle that it is one, at the name that closes it.
  void circle(std::size_t output, const Use& use) {
    const auto first = std::ranges::find(path_, use.output);
    std::string shown;
    for (auto at = first; at != path_.end(); ++at) {
      shown += "`" + scenario_.derived[*at].name + "` -> ";
      state_[*at] = State::circular;
    }
    shown += "`" + scenario_.derived[use.output].name + "`";
    out_.troubles.push_back({output, {use.at, "`" + scenario_.derived[use.output].name + "` is computed of itself", shown, "break the circle"}});
  }

  const config::Scenario& scenario_;
  DerivedOutputs& out_;
  std::vector<State> state_;
  std::vector<std::size_t> path_, order_;
  std::unordered_map<std::string, std::size_t> index_;
};

Scope scope_of(const config::Scenario& scenario) {
  Scope scope;
  scope.labels = model_labels(scenario);
  scope.tables = tables(scenario);
  scope.is_partial = scenario.is_partial || scenario.horizon.end_year == 0;  // 0: its error says it
  if (!scenario.derived.empty()) scope.inputs = paths_of_inputs(scenario);
  return scope;
}

}  // namespace

std::set<std::string> paths_of_inputs(const config::Scenario& scenario) {
  std::set<std::string> paths;
  for (const config::Number* number : config::numbers(scenario)) paths.insert(number->path);
  for (std::string& name : config::shock_names(scenario)) paths.insert(std::move(name));
  return paths;
}

DerivedOutputs derived_outputs(const config::Scenario& scenario) {
  DerivedOutputs out;
  out.scope = scope_of(scenario);
  out.meanings.resize(scenario.derived.size());
  std::vector<Variable>& known = out.scope.labels.derived;
  for (std::size_t k = 0; k < scenario.derived.size(); ++k) {
    const config::DerivedOutput& output = scenario.derived[k];
    known.push_back({derived_id(k), output.name, output.unit, output.long_name, {}, Table::none, output.text});
    out.scope.broken.insert(output.name);
  }
  for (const std::size_t k : Ordering(scenario, out).run()) {
    const config::DerivedOutput& output = scenario.derived[k];
    if (!output.expression) continue;
    auto understood = understand(*output.expression, out.scope);
    if (auto* error = std::get_if<config::ExpressionError>(&understood)) {
      if (!error->problem.empty()) out.troubles.push_back({k, std::move(*error)});
      continue;
    }
    Meaning& meaning = std::get<Meaning>(understood);
    known[k].axes = meaning.axes().ordered();
    known[k].dimensions = names_of(known[k].axes);
    out.meanings[k] = std::move(meaning);
    out.order.push_back(k);
    out.scope.broken.erase(output.name);
  }
  return out;
}

std::vector<bool> used_outputs(const DerivedOutputs& outputs, const std::vector<VariableId>& wanted) {
  std::vector<bool> used(outputs.meanings.size());
  for (const VariableId id : wanted)
    if (is_derived(id) && index(id) - kVariables < used.size()) used[index(id) - kVariables] = true;
  for (std::size_t k = outputs.order.size(); k-- > 0;) {
    const std::size_t output = outputs.order[k];
    if (!used[output]) continue;
    for (const VariableId id : named_outputs(*outputs.meanings[output]))
      if (is_derived(id)) used[index(id) - kVariables] = true;
  }
  return used;
}

}  // namespace cellcast::sim
