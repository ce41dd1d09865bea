#include "study/scenarios.hpp"

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "sim/check/check.hpp"
#include "sim/check/design.hpp"

namespace cellcast::study {

std::string whole_lines(std::string text) {
  if (!text.empty() && text.back() != '\n') text += '\n';
  return text;
}

void tell_warnings(const config::Scenario& scenario, const Watch& watch) {
  for (const config::Diagnostic& warning : scenario.warnings)
    watch.tell({scenario.sources.at(warning.place.source).name, warning, whole_lines(config::format(warning, scenario.sources))});
}

std::vector<config::Scenario> load_all(const std::vector<std::string>& paths, const config::Overrides& overrides, const Watch& watch) {
  std::vector<config::Scenario> scenarios;
  std::string wrong;
  BadScenarios::Kind kind = BadScenarios::Kind::data;
  for (const std::string& path : paths) {
    try {
      scenarios.push_back(sim::load_checked(path, overrides));
    } catch (const config::ScenarioError& error) {
      wrong += whole_lines(error.what());
    } catch (const config::InputError& error) {
      wrong += "cellcast: " + base::printable(error.what()) + "\n";
      kind = BadScenarios::Kind::no_input;
    }
  }
  if (!wrong.empty()) throw BadScenarios(wrong, kind);
  for (const config::Scenario& scenario : scenarios) tell_warnings(scenario, watch);
  return scenarios;
}

config::Scenario load_one(const std::string& path, const config::Overrides& overrides, const Watch& watch) {
  return std::move(load_all({path}, overrides, watch).front());
}

void require_batch(const std::vector<config::Scenario>& scenarios) {
  try {
    sim::check_batch(scenarios);
  } catch (const config::ScenarioError& error) {
    throw BadScenarios(error.what());
  }
}

config::Scenario load_embedded(const std::string& name, const std::string& text, const config::Overrides& overrides, const Watch& watch) {
  try {
    config::Scenario scenario = sim::load_checked(config::Source{name, text}, overrides);
    tell_warnings(scenario, watch);
    return scenario;
  } catch (const config::ScenarioError& error) {
    throw BadScenarios(whole_lines(error.what()));
  }
}

}  // namespace cellcast::study
