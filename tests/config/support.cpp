#include "tests/config/support.hpp"

#include <sstream>

namespace cellcast::config::testing {

const std::string kTiny = R"(schema = 1
name = "tiny"
[horizon]
base_year = 2024
end_year = 2026
[sampling]
trials = 1000
seed = 1
[economy]
cumulative_production = 1000
[variables]
x = { dist = "uniform", low = 0.1, high = 0.2 }
[markets.home]
home = true
[markets.abroad]
freight = 0.05
[tariffs.duty]
market = "abroad"
rate = 0.1
[segments.power]
production = 100
price = 0.5
gross_margin = 0.2
utilization = 0.6
[segments.power.growth]
rate = { dist = "normal", mean = 0.1, sd = 0.02, min = 0, max = 0.2 }
[segments.power.supply]
max_utilization = 0.9
[segments.power.cost]
learning_rate = 0.1
[segments.power.markets.home]
demand = 80
home_share = 1
[segments.power.markets.abroad]
demand = 40
home_share = 0.5
local_capacity = 25
[segments.power.chemistry]
lfp = { base = 1, end = 1 }
[chemistries.lfp.materials]
lithium = 0.1
[materials.lithium]
[[correlations]]
between = ["variables.x", "segments.power.growth.rate"]
rank = 0.3
)";

Loaded load_text(const std::string& text, const Overrides& overrides) {
  const Folder folder;
  return load(folder.write("scenario.toml", text), overrides);
}

std::string patched(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("nothing to patch: " + from);
  return text.replace(at, from.size(), to);
}

std::string messages(const Loaded& loaded) {
  std::string out;
  for (const Diagnostic& diagnostic : loaded.diagnostics) out += format(diagnostic, loaded.scenario.sources) + "\n";
  return out;
}

std::string read_text(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace cellcast::config::testing
