#include "sim/plan/dimensions.hpp"

#include <algorithm>

#include "sim/plan/plan.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

/// A segment whose growth rate is a shared variable, and one with drivers.
const std::string kScenario = tests::kPlain + R"([variables.boom]
dist = "uniform"
low = 0.1
high = 0.2
[variables.other]
dist = "uniform"
low = 0.5
high = 0.6
[segments.a]
production = 1.0
price = { var = "other" }
gross_margin = 0.1
utilization = { dist = "uniform", low = 0.5, high = 0.6 }
[segments.a.growth]
rate = { var = "boom" }
[segments.a.markets.home]
demand = 1.0
home_share = 1.0
[segments.b]
production = 1.0
price = 1.0
gross_margin = 0.1
utilization = 0.5
price_elasticity = { dist = "uniform", low = 0.5, high = 0.6 }
[segments.b.growth]
process = "drivers"
drivers.cars = { base = 10.0, unit = "million", rate = { dist = "uniform", low = 0.0, high = 0.1 } }
[segments.b.markets.home]
demand = 1.0
home_share = 1.0
)";

}  // namespace

TEST_CASE("growth rates, elasticities and shocks of the first years take the first dimensions", "[design]") {
  CHECK(sim::dimension_order(tests::scenario(kScenario)) ==
        std::vector<std::string>{"variables.boom", "segments.b.growth.drivers.cars.rate", "segments.b.price_elasticity",
                                 "shock.common[2025]", "shock.a[2025]", "shock.b[2025]", "shock.common[2026]", "shock.a[2026]",
                                 "shock.b[2026]", "shock.material[2025]", "shock.material[2026]", "variables.other",
                                 "segments.a.utilization"});
}

TEST_CASE("what a Student-t copula draws takes the last dimensions of all", "[design]") {
  config::Overrides overrides;
  overrides.set = {"copula={ kind = \"student_t\", dof = 3 }",
                   "correlations=[{ between = [\"variables.other\", \"shock.a[2025]\"], rank = 0.5 }, { between = [\"variables.boom\", "
                   "\"segments.b.price_elasticity\"], rank = 0.5 }]"};
  const auto gaussian = tests::scenario(kScenario), student = tests::scenario(kScenario, overrides);
  auto expected = sim::dimension_order(gaussian);
  expected.insert(expected.end(), {"copula.segments.b.price_elasticity", "copula.shock.a[2025]"});
  CHECK(sim::dimension_order(student) == expected);

  // Of a batch too: behind the names that only later scenarios have.
  overrides.set = {"segments.b.price={ dist = \"uniform\", low = 0.5, high = 0.6 }"};
  expected.insert(expected.end() - 2, "segments.b.price");
  CHECK(sim::dimension_order(std::vector<config::Scenario>{student, tests::scenario(kScenario, overrides)}) == expected);
}

TEST_CASE("a batch appends the names that only later scenarios have", "[design]") {
  const auto first = tests::scenario(kScenario);
  config::Overrides overrides;
  overrides.set = {"segments.b.price={ dist = \"uniform\", low = 0.5, high = 0.6 }", "segments.a.growth.rate=0.2", "horizon.end_year=2027"};
  const auto second = tests::scenario(kScenario, overrides);
  const std::vector<config::Scenario> batch{first, second};
  auto expected = sim::dimension_order(first);
  for (const char* kind : {"common", "a", "b", "material"}) expected.push_back("shock." + std::string(kind) + "[2027]");
  expected.push_back("segments.b.price");
  CHECK(sim::dimension_order(batch) == expected);
  // Every input of either has its name's dimension.
  for (const auto& scenario : batch) {
    for (const sim::Input& input : sim::compile(scenario, expected).inputs) CHECK(expected[input.dimension] == input.name);
  }
}

TEST_CASE("every uncertain input and shock has a dimension", "[design]") {
  const auto scenario = sim::load_checked(CELLCAST_SOURCE_DIR "/scenarios/china-2030.toml");
  auto order = sim::dimension_order(scenario);
  std::vector<std::string> names;
  for (const sim::Input& input : sim::compile(scenario).inputs) names.push_back(input.name);
  std::ranges::sort(order);
  std::ranges::sort(names);
  CHECK(order == names);
}
