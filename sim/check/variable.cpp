#include "sim/check/variable.hpp"

#include <algorithm>

#include "base/suggest.hpp"

namespace cellcast::sim {

std::optional<VariableId> check_variable(const std::string& name, const config::Place& place, const Scope& scope,
                                         std::vector<config::Diagnostic>& out) {
  if (scope.broken.contains(name)) return std::nullopt;
  const auto id = scope.labels.find_variable(name);
  if (!id) {
    std::vector<std::string> known;
    for (std::size_t k = 0; k < scope.labels.variables(); ++k) known.push_back(scope.labels.variable(static_cast<VariableId>(k)).name);
    out.push_back({place, "unknown output variable `" + name + "`", "", base::did_you_mean(name, known)});
    return std::nullopt;
  }
  const Table table = scope.labels.variable(*id).table;
  if (scope.is_partial || scope.tables[static_cast<std::size_t>(table)]) return id;
  const std::string needed(sim::name(table));
  out.push_back({place, "`" + name + "` needs " + (needed.starts_with('[') ? "`" + needed + "`" : needed), "the scenario has none",
                 "add one, or choose another variable"});
  return std::nullopt;
}

bool check_kept(const config::Outputs& outputs, const std::string& name, const config::Place& place, std::vector<config::Diagnostic>& out) {
  const std::vector<std::string>& kept = outputs.variables;
  if (kept.empty() || std::ranges::find(kept, name) != kept.end()) return true;
  out.push_back({place, "`" + name + "` is not kept", "`outputs.variables` does not name it", "add it there"});
  return false;
}

}  // namespace cellcast::sim
