#include "sim/check/variable.hpp"

#include <algorithm>

#include "base/suggest.hpp"
#include "sim/plan/tables.hpp"

namespace cellcast::sim {

std::optional<VariableId> check_variable(const std::string& name, const config::Place& place, const config::Scenario& scenario,
                                         std::vector<config::Diagnostic>& out) {
  const auto id = find_variable(name);
  if (!id) {
    std::vector<std::string> known;
    for (const Variable& variable : variables()) known.emplace_back(variable.name);
    out.push_back({place, "unknown output variable `" + name + "`", "", base::did_you_mean(name, known)});
    return std::nullopt;
  }
  const Table table = variable(*id).table;
  if (scenario.is_partial || tables(scenario)[static_cast<std::size_t>(table)]) return id;
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
