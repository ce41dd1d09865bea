#include "cli/scenarios.hpp"

#include <iostream>

#include "sim/check.hpp"

namespace cellcast::cli {

std::vector<config::Scenario> load_all(const std::vector<std::string>& paths, const config::Overrides& overrides) {
  std::vector<config::Scenario> scenarios;
  std::string wrong;
  for (const std::string& path : paths) {
    try {
      scenarios.push_back(sim::load_checked(path, overrides));
    } catch (const config::ScenarioError& error) {
      wrong += error.what();
    }
  }
  if (!wrong.empty()) throw BadScenarios(wrong);
  for (const config::Scenario& scenario : scenarios) {
    for (const config::Diagnostic& warning : scenario.warnings) std::cerr << "warning: " << config::format(warning, scenario.sources);
  }
  return scenarios;
}

config::Scenario load_one(const std::string& path, const config::Overrides& overrides) {
  return std::move(load_all({path}, overrides).front());
}

}  // namespace cellcast::cli
