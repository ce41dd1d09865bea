#pragma once

#include <string>
#include <vector>

#include "config/load/load.hpp"
#include "study/watch.hpp"

namespace cellcast::study {

/// Loads and checks scenarios and tells their warnings. All of them are read before a bad or a missing one fails. Throws
/// config::ScenarioError with what is wrong with any of them.
std::vector<config::Scenario> load_all(const std::vector<std::string>& paths, const config::Overrides& overrides, const Watch& watch);

/// With a line feed at the end.
std::string whole_lines(std::string text);
void tell_warnings(const config::Scenario& scenario, const Watch& watch);

config::Scenario load_one(const std::string& path, const config::Overrides& overrides, const Watch& watch);

/// The scenario that a result file holds, as resolved; `name` is what messages call it.
config::Scenario load_embedded(const std::string& name, const std::string& text, const config::Overrides& overrides, const Watch& watch);

}  // namespace cellcast::study
