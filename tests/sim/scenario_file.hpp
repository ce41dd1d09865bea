#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "sim/check/check.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::tests {

/// A scenario of a single segment and a home market, to which a test adds what it is about.
inline const std::string kPlain = R"(schema = 1
name = "plain"
[horizon]
base_year = 2024
end_year = 2026
[sampling]
trials = 100000
seed = 42
method = "monte-carlo"
[economy]
cumulative_production = 1000.0
[markets.home]
home = true
)";

/// Its revenue in the base year is the product of two independent lognormal draws, whose logs have the sds 0.3 and 0.4. (The cut at 8 sd,
/// which the check of cumulative_production asks for, changes nothing that could be seen.)
inline const std::string kProduct = kPlain + R"([segments.s]
production = { dist = "lognormal", median = 100.0, sigma = 0.3, max = 1100.0 }
price = { dist = "lognormal", median = 2.0, sigma = 0.4 }
gross_margin = 0.1
utilization = 0.5
[segments.s.growth]
rate = 0.0
[segments.s.markets.home]
demand = 100.0
home_share = 1.0
)";

/// The scenario that a text holds.
inline config::Scenario scenario(const std::string& text, const config::Overrides& overrides = {}) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("cellcast-scenario-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "scenario.toml").string();
  std::ofstream(path) << text;
  config::Scenario result = sim::load_checked(path, overrides);
  std::filesystem::remove_all(folder);
  return result;
}

/// How a scenario is to be drawn, and what else is to differ from its text.
inline config::Overrides drawn(const std::string& method, std::uint64_t trials, std::uint64_t seed, std::vector<std::string> set = {}) {
  config::Overrides overrides;
  overrides.set = std::move(set);
  overrides.method = method;
  overrides.trials = trials;
  overrides.seed = seed;
  return overrides;
}

/// The file of a scenario of ours.
inline std::string shipped(const std::string& name) { return std::string(CELLCAST_SOURCE_DIR "/scenarios/") + name + ".toml"; }

inline sim::Plan plan(const std::string& text, const config::Overrides& overrides = {}) { return sim::compile(scenario(text, overrides)); }

}  // namespace cellcast::tests
