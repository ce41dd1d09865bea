#include "sim/plan/told.hpp"

#include <string>

#include "sim/plan/labels.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;
using namespace cellcast::sim;

TEST_CASE("what a scenario says nothing of is no forecast of nothing", "[plan][score]") {
  const config::Scenario scenario = tests::scenario(tests::kPlain + R"([markets.abroad]
[segments.s]
production = 100.0
price = 2.0
gross_margin = 0.1
utilization = 0.5
[segments.s.growth]
rate = 0.0
[segments.s.markets.home]
demand = 80.0
home_share = 1.0
installed_ratio = 0.9
duration = 2.0
[segments.s.markets.abroad]
demand = 20.0
home_share = 1.0
installed_ratio = 0.8
[segments.s.customs]
share = 0.5
[segments.t]
production = 100.0
price = 2.0
gross_margin = 0.1
utilization = 0.5
[segments.t.growth]
rate = 0.0
[segments.t.markets.home]
demand = 100.0
home_share = 1.0
[customs]
exchange_rate = 7.1
[concentration]
ranks = [2]
[producers.all.segments.s]
share = 1.0
firms = 3
)");
  const Labels known = labels(scenario);
  const auto told = [&](VariableId id, const std::string& index) {
    const auto cell = find_cell(known, variable(id), index, 2025);
    REQUIRE(cell);
    return is_told(scenario, id, *cell);
  };
  CHECK(told(VariableId::installed, "s.home"));
  CHECK(told(VariableId::installed, "s.abroad"));
  CHECK_FALSE(told(VariableId::installed, "t.home"));
  CHECK(told(VariableId::installed_power, "s.home"));
  CHECK_FALSE(told(VariableId::installed_power, "s.abroad"));
  CHECK(told(VariableId::customs_value, "s.abroad"));
  CHECK_FALSE(told(VariableId::customs_value, "t.abroad"));
  CHECK(told(VariableId::total_customs_value, ""));
  CHECK_FALSE(told(VariableId::total_customs_units, ""));
  CHECK_FALSE(told(VariableId::customs_units, "s.abroad"));
  CHECK(told(VariableId::producer_share, "all.s"));
  CHECK_FALSE(told(VariableId::producer_share, "all.t"));
  CHECK(told(VariableId::home_concentration, "s.2"));
  CHECK_FALSE(told(VariableId::home_concentration, "t.2"));
  CHECK_FALSE(told(VariableId::home_firms, "t"));
  CHECK(told(VariableId::price, "t"));
}
