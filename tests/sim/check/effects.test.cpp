#include <string>

#include "sim/check/effects.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;
using Catch::Contains;

namespace {

/// A scenario of which everything acts: an import duty on two segments of a market that reacts, a correlation of inputs that both matter,
/// and a shock.
const std::string kActing = R"(schema = 1
name = "acting"
[horizon]
base_year = 2024
end_year = 2027
[sampling]
trials = 1000
[economy]
cumulative_production = 2000
[markets.home]
home = true
[markets.abroad]
substitution = 2
[tariffs.duty]
market = "abroad"
rate = 0.1
from = 2025-01-01
[segments.cars]
production = 100
price = { dist = "uniform", low = 0.5, high = 0.6 }
gross_margin = 0.2
utilization = 0.6
growth.rate = { dist = "uniform", low = 0.1, high = 0.2 }
growth.volatility = 0.1
[segments.cars.markets.home]
demand = 80
home_share = 1
[segments.cars.markets.abroad]
demand = 40
home_share = 0.5
[segments.ships]
production = 80
price = 0.5
gross_margin = 0.2
utilization = 0.6
growth.rate = 0.1
[segments.ships.markets.home]
demand = 80
home_share = 1
[[correlations]]
between = ["segments.cars.price", "segments.cars.growth.rate"]
rank = 0.3
)";

/// kActing with one passage replaced, or something added.
std::string with(const std::string& from, const std::string& to) {
  std::string text = kActing;
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// All warnings, a line each.
std::string warnings(const std::string& text, const config::Overrides& overrides = {}) {
  const config::Scenario scenario = tests::scenario(text, overrides);
  std::string out;
  for (const config::Diagnostic& warning : scenario.warnings)
    out += std::to_string(warning.place.line) + ": " + warning.problem + " (" + warning.why + ") " + warning.suggestion + "\n";
  return out;
}

std::string warnings_of_setting(const std::string& setting) {
  config::Overrides overrides;
  overrides.set = {setting};
  return warnings(kActing, overrides);
}

const std::string kSeen = "[[observations]]\nvalue = 100\nsd = 5\n";

}  // namespace

TEST_CASE("a scenario in which everything acts is not warned about", "[effects]") { CHECK(warnings(kActing) == ""); }

TEST_CASE("a tariff in a market that cannot react does nothing", "[effects]") {
  CHECK_THAT(warnings(with("substitution = 2", "substitution = 0")),
             Contains("tariff `duty` moves no goods") && Contains("`markets.abroad.substitution` is 0"));
  CHECK_THAT(warnings(with("substitution = 2\n", "")), Contains("moves no goods"));  // by default
  CHECK_THAT(warnings_of_setting("markets.abroad.substitution=0"), Contains("moves no goods"));
  CHECK_THAT(warnings(with("demand = 40\nhome_share = 0.5", "demand = 40\nhome_share = 1")), Contains("`home_share` is 0 or 1"));
}

TEST_CASE("a tariff in a market that may react is not warned about", "[effects]") {
  for (const char* substitution : {"{ dist = \"discrete\", values = [0, 3], weights = [9, 1] }",  // 0 at the median
                                   "{ dist = \"uniform\", low = 0, high = 1 }", "0.001"})
    CHECK(warnings(with("substitution = 2", std::string("substitution = ") + substitution)) == "");
  // The demand of one segment that pays it is enough.
  std::string elastic = with("substitution = 2", "substitution = 0");
  elastic.replace(elastic.find("growth.volatility"), 0, "price_elasticity = 0.5\n");
  CHECK(warnings(elastic) == "");
  for (const char* rate :
       {"3", "0", "{ dist = \"uniform\", low = 0, high = 5 }", "{ dist = \"discrete\", values = [0, 3], weights = [1, 1] }",
        "{ dist = \"lognormal\", median = 0.3, sigma = 2, max = 50 }"})
    CHECK(warnings(with("rate = 0.1\nfrom", std::string("rate = ") + rate + "\nfrom")) == "");
}

TEST_CASE("a tariff outside the horizon is told at its date", "[effects]") {
  const std::string from = "from = 2025-01-01";
  CHECK_THAT(warnings(with(from, "from = 2028-01-01")), Contains("17: tariff `duty` is never in force") && Contains("after the horizon"));
  CHECK_THAT(warnings(with(from, "until = 2024-01-01")), Contains("17: tariff `duty` is never in force") && Contains("before the horizon"));
  for (const char* dates : {"from = 2027-12-31", "from = 1990-01-01", "until = 2024-01-02", "from = 2023-01-01\nuntil = 2199-01-01", ""})
    CHECK(warnings(with(from, dates)) == "");
}

TEST_CASE("segments that do not pay a tariff are told where it names them", "[effects]") {
  CHECK_THAT(
      warnings(with("rate = 0.1", "rate = 0.1\nsegments = [\"cars\", \"ships\"]")),
      Contains("17: segment `ships` does not pay tariff `duty`") && Contains("sells nothing in market `abroad`") && !Contains("`cars`"));
  CHECK(warnings(with("rate = 0.1", "rate = 0.1\nsegments = [\"cars\"]")) == "");
  CHECK_THAT(warnings(with("demand = 40", "demand = 0")), Contains("nobody pays tariff `duty`"));
}

TEST_CASE("a rate above 300 % asks whether it is in per cent", "[effects]") {
  CHECK_THAT(warnings(with("rate = 0.1\nfrom", "rate = 25\nfrom")),
             Contains("16: `tariffs.duty.rate` is 2500 %") && Contains("percent? 25 % is 0.25"));
  CHECK_THAT(warnings(with("growth.rate = 0.1\n", "growth.rate = 4\n")), Contains("`segments.ships.growth.rate` is 400 %"));
  CHECK_THAT(warnings(with("rate = 0.1\nfrom", "rate = { dist = \"normal\", mean = 30, sd = 2, min = 20, max = 40 }\nfrom")),
             Contains("is about 3000 %"));
  CHECK_THAT(warnings_of_setting("tariffs.duty.rate=10"), Contains("is 1000 %"));
}

TEST_CASE("a correlation with an input that no output depends on is told", "[effects]") {
  const std::string price = "[\"segments.cars.price\"";
  CHECK_THAT(warnings(with(price, "[\"shock.ships[2025]\"")), Contains("no output depends on `shock.ships[2025]`"));  // volatility 0
  CHECK_THAT(warnings(with(price, "[\"shock.material[2025]\"")), Contains("no output depends on"));
  CHECK_THAT(warnings(with(price, "[\"shock.common[2025]\"")), Contains("no output depends on"));  // no common shock
  CHECK_THAT(warnings(with(price, "[\"variables.x\"").replace(0, 0, "variables.x = { dist = \"uniform\", low = 0, high = 1 }\n")),
             Contains("no output depends on `variables.x`"));
  CHECK(warnings(with(price, "[\"shock.cars[2025]\"")) == "");
  CHECK_THAT(warnings("outputs.variables = [\"total_demand\"]\n" + kActing),
             Contains("no output that `outputs.variables` keeps depends on `segments.cars.price`"));  // no elasticity
  CHECK(warnings("outputs.variables = [\"revenue\"]\n" + kActing) == "");
  CHECK(warnings_of_setting("outputs.variables=['total_demand']") == "");  // the file may serve other questions too
  CHECK_THAT(warnings(kActing + "[[factors]]\nname = \"f\"\nloads = { \"shock.ships[2026]\" = 0.5, \"segments.cars.price\" = 0.5 }\n"),
             Contains("the loading of `shock.ships[2026]` on factor `f`"));
  // Under a Student-t copula what does nothing itself lets others be extreme together.
  CHECK(warnings(with(price, "[\"shock.ships[2025]\"") + "[copula]\nkind = \"student_t\"\ndof = 4\n") == "");
}

TEST_CASE("an observation of what does not vary is told", "[effects]") {
  const auto seen = [](const std::string& what, int year) {
    return warnings(kActing + kSeen + "year = " + std::to_string(year) + "\nvariable = " + what + "\n");
  };
  CHECK_THAT(seen("\"production\"\nindex = \"cars\"", 2024), Contains("`production[cars, 2024]` is the same in all trials"));
  CHECK_THAT(seen("\"tariff\"\nindex = \"cars.abroad\"", 2025), Contains("is the same in all trials"));
  CHECK_THAT(seen("\"demand\"\nindex = \"ships.home\"", 2026), Contains("is the same in all trials"));
  CHECK(seen("\"production\"\nindex = \"cars\"", 2025) == "");
  CHECK(seen("\"price\"\nindex = \"cars\"", 2024) == "");  // the base year's price is uncertain
}
