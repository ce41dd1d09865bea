#include "study/scenarios.hpp"

#include "config/toml/input_file.hpp"
#include "sim/check/check.hpp"

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
  config::Findings wrong;
  for (const std::string& path : paths) {
    try {
      scenarios.push_back(sim::load_checked(path, overrides));
    } catch (const config::ScenarioError& error) {
      wrong.add(error);
    } catch (const config::InputError& error) {
      wrong.add_unread(error.path(), error.why());
    }
  }
  wrong.require_none();
  for (const config::Scenario& scenario : scenarios) tell_warnings(scenario, watch);
  return scenarios;
}

config::Scenario load_one(const std::string& path, const config::Overrides& overrides, const Watch& watch) {
  return std::move(load_all({path}, overrides, watch).front());
}

config::Scenario load_embedded(const std::string& name, const std::string& text, const config::Overrides& overrides, const Watch& watch) {
  config::Scenario scenario = sim::load_checked(config::Source{name, text}, overrides);
  tell_warnings(scenario, watch);
  return scenario;
}

}  // namespace cellcast::study
