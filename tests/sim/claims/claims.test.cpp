#include "sim/claims/claims.hpp"

#include <cmath>

#include "sim/check/claims.hpp"
#include "sim/claims/expected.hpp"
#include "sim/engine/run/run.hpp"
#include "sim/model/labels.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;
using Catch::Contains;
using config::Claim;
using config::Identity;
using config::IdentityKind;

namespace {

Claim figure(double value, double tolerance, const std::string& unit = "GWh") {
  Claim claim;
  claim.what = "output";
  claim.unit = unit;
  claim.value = value;
  claim.tolerance = tolerance;
  return claim;
}

const std::string kScenario = tests::kPlain + R"([segments.cells]
production = 100
price = 0.5
gross_margin = 0.2
utilization = 0.6
[segments.cells.growth]
rate = { dist = "uniform", low = 0.0, high = 0.2 }
[segments.cells.markets.home]
demand = 100
home_share = 1
[[claims]]
what = "output"
unit = "GWh"
)";

std::string refusal(const std::string& keys) {
  try {
    tests::scenario(kScenario + keys);
  } catch (const config::ScenarioError& error) {
    return error.what();
  }
  return "";
}

/// The ledger of a run.
sim::Ledger examined(const std::string& keys) {
  config::Overrides overrides;
  overrides.trials = 20000;
  return sim::run(tests::plan(kScenario + keys, overrides)).ledger;
}

}  // namespace

TEST_CASE("rounding explains a difference up to the tolerances of all figures", "[claims]") {
  const std::vector<Claim> claims{figure(823, 0.5), figure(254, 0.5), figure(94, 0.5)};
  const sim::Expected sum = sim::expected(claims, claims[0], Identity{IdentityKind::sum, {0, 1, 2}, {}});
  CHECK(sum.value == 1171);
  CHECK(sum.low == 1169.5);
  CHECK(sum.high == 1172.5);
  CHECK_FALSE(sim::gap(1171, 0.5, sum));
  CHECK_FALSE(sim::gap(1170.5, 0.5, sum));
  const auto small = sim::gap(1170, 0.5, sum), large = sim::gap(1168.9, 0.5, sum);
  REQUIRE(small);
  CHECK(small->difference == -1);
  CHECK(small->explained == 2);
  CHECK(small->is_explained);
  REQUIRE(large);
  CHECK_FALSE(large->is_explained);
}

TEST_CASE("growth and shares are in the claim's unit", "[claims]") {
  const std::vector<Claim> claims{figure(100, 1), figure(144, 1)};
  const Identity growth{IdentityKind::growth, {1}, {0}, 2};
  CHECK(sim::expected(claims, figure(0, 0, "1/year"), growth).value == Approx(0.2));
  const sim::Expected percent = sim::expected(claims, figure(0, 0, "%/year"), growth);
  CHECK(percent.value == Approx(20));
  CHECK(percent.low == Approx(100 * (std::sqrt(143.0 / 101) - 1)));
  CHECK(percent.high == Approx(100 * (std::sqrt(145.0 / 99) - 1)));
  CHECK(sim::expected(claims, figure(0, 0, "%"), Identity{IdentityKind::growth, {1}, {0}}).value == Approx(44));
  CHECK(sim::expected(claims, figure(0, 0, "1"), Identity{IdentityKind::share, {0}, {1}}).value == Approx(100.0 / 144));
}

TEST_CASE("a base that may be nothing bounds nothing from above", "[claims]") {
  const std::vector<Claim> claims{figure(1, 1), figure(2, 0.5)};
  const sim::Expected growth = sim::expected(claims, figure(0, 0, "%/year"), Identity{IdentityKind::growth, {1}, {0}, 6});
  CHECK(std::isinf(growth.high));
  CHECK(std::isfinite(growth.low));
}

TEST_CASE("figures of one quantity are held against the first", "[claims]") {
  std::vector<Claim> claims{figure(910, 0.5), figure(940, 0.5), figure(910, 50), figure(910.9, 0.05), figure(940, 0.5, "GW")};
  claims.push_back(figure(7, 0.5));
  claims.back().year = 2024;
  const sim::Ledger ledger = sim::ledger(claims);
  REQUIRE(ledger.conflicts.size() == 2);
  CHECK(ledger.conflicts[0].claim == 1);
  CHECK(ledger.conflicts[0].verdict == sim::ClaimVerdict::conflict);
  CHECK(ledger.conflicts[0].difference == 30);
  CHECK(ledger.conflicts[0].relative == Approx(30.0 / 910));
  CHECK(ledger.conflicts[1].claim == 3);  // 0.9 is more than both tolerances together
  CHECK(ledger.conflicts[1].verdict == sim::ClaimVerdict::conflict);
}

TEST_CASE("a claim of an output is one that the scenario has", "[claims]") {
  const std::string ok = "value = 120\nyear = 2025\n";
  CHECK(refusal(ok + "variable = \"production\"\nindex = \"cells\"\n") == "");
  CHECK_THAT(refusal(ok + "variable = \"produktion\"\nindex = \"cells\"\n"),
             Contains(":29:12: unknown output variable") && Contains("`production`"));
  CHECK_THAT(refusal(ok + "variable = \"\"\n"), Contains(":29:12: unknown output variable ``"));
  CHECK_THAT(refusal(ok + "variable = \"production\"\nindex = \"cell\"\n"),
             Contains(":30:9: `production` has no index \"cell\"") && Contains("`cells`"));
  CHECK_THAT(refusal(ok + "variable = \"production\"\nindex = \"cells.\"\n"), Contains("has no index"));
  CHECK_THAT(refusal(ok + "variable = \"production\"\n"), Contains(":29:12: `production` needs an `index`"));
  CHECK_THAT(refusal(ok + "variable = \"total_production\"\nindex = \"cells\"\n"), Contains("one value a year"));
  CHECK_THAT(refusal(ok + "variable = \"total_utilization\"\n"),
             Contains(":26:8: `total_utilization` is not in \"GWh\"") && Contains("`%`"));
  CHECK_THAT(refusal("value = 1\nyear = 2030\nvariable = \"total_production\"\n"),
             Contains(":28:8: the year 2030 is outside the horizon (2024 to 2026)"));
}

TEST_CASE("a figure has a place in the distribution", "[claims]") {
  // Production grows by a factor uniform on [1, 1.2], and nothing else varies.
  const sim::Ledger ledger = examined("value = 105\nyear = 2025\nvariable = \"total_production\"\n");
  CHECK(ledger.claims[0].central == Approx(110));
  CHECK(ledger.claims[0].percentile == Approx(0.25).margin(4 * std::sqrt(0.25 * 0.75 / 20000)));  // 4 standard errors: odds of 6e-5
  CHECK(ledger.conflicts.empty());
}

TEST_CASE("a figure that no trial reaches is a conflict", "[claims]") {
  const sim::Ledger high = examined("value = 125\nyear = 2025\nvariable = \"total_production\"\n");
  CHECK(high.claims[0].percentile == 1);
  REQUIRE(high.conflicts.size() == 1);
  CHECK(high.conflicts[0].test == sim::ClaimTest::scenario);
  CHECK(high.conflicts[0].difference == Approx(15));
  CHECK_THAT(high.conflicts[0].derivation, Contains("in no trial"));
  CHECK(examined("value = 125\ntolerance = 6\nyear = 2025\nvariable = \"total_production\"\n").conflicts.empty());
  CHECK(examined("value = 90\nyear = 2025\nvariable = \"total_production\"\n").claims[0].percentile == 0);
}

TEST_CASE("an output that does not vary is compared as it is", "[claims]") {
  CHECK(examined("value = 100\nyear = 2024\nvariable = \"total_production\"\n").conflicts.empty());
  const sim::Ledger other = examined("value = 98\nyear = 2024\nvariable = \"total_production\"\n");
  CHECK(std::isnan(other.claims[0].percentile));
  REQUIRE(other.conflicts.size() == 1);
  CHECK(other.conflicts[0].expected == 100);
  CHECK(other.conflicts[0].relative == Approx(-0.02));
}

TEST_CASE("a figure of the base year is held against its tolerance", "[claims]") {
  const auto seen = [](const std::string& value) {
    std::string text = kScenario + value + "year = 2024\nvariable = \"total_revenue\"\n";
    text.replace(text.find("unit = \"GWh\""), 12, "unit = \"billion yuan\"");
    text.replace(text.find("price = 0.5"), 11,
                 "price = { dist = \"uniform\", low = 0.49, high = 0.51 }");  // revenue 49 to 51, 50 in the middle
    config::Overrides overrides;
    overrides.trials = 2000;
    return sim::run(tests::plan(text, overrides)).ledger;
  };
  for (const char* agreeing : {"value = 50.4\n", "value = 49.6\n", "value = 50\ntolerance = 0\n"}) {
    const sim::Ledger ledger = seen(agreeing);
    CHECK(std::isnan(ledger.claims[0].percentile));
    CHECK(ledger.claims[0].central == Approx(50));
    CHECK(ledger.conflicts.empty());
  }
  CHECK(seen("value = 50.8\n").conflicts.empty());  // the data are as uncertain as that
  const sim::Ledger other = seen("value = 55\n");
  CHECK(std::isnan(other.claims[0].percentile));
  REQUIRE(other.conflicts.size() == 1);
  CHECK(other.conflicts[0].difference == Approx(5));
  CHECK(other.conflicts[0].test == sim::ClaimTest::scenario);
}

TEST_CASE("of a variable that is not kept only the deterministic run is known", "[claims]") {
  const sim::Ledger ledger = sim::run(tests::plan(kScenario + "value = 105\nyear = 2025\nvariable = \"total_production\"\n"
                                                              "[outputs]\nvariables = [\"price\"]\n"))
                                 .ledger;
  CHECK(ledger.claims[0].central == Approx(110));
  CHECK(std::isnan(ledger.claims[0].percentile));
}

TEST_CASE("cells are found by their labels", "[claims]") {
  sim::Labels labels;
  labels.segments = {"a", "b"};
  labels.markets = {"home", "us"};
  labels.drivers = {"a.cars", "b.cars"};
  labels.driver_units = {"1", "1"};
  labels.years = {2024, 2025, 2026};
  for (const sim::VariableId id :
       {sim::VariableId::demand, sim::VariableId::price, sim::VariableId::total_demand, sim::VariableId::driver_level}) {
    const sim::Variable& variable = sim::variable(id);
    const auto cells = sim::cell_names(labels, variable);
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
      CHECK(sim::find_cell(labels, variable, cells[cell].index, cells[cell].year) == cell);
    for (const char* wrong : {"a.", ".a", "a.us.", "c", "a.us.x", "a..us", "cars", ".", " "})
      CHECK_FALSE(sim::find_cell(labels, variable, wrong, 2024));
    CHECK_FALSE(sim::find_cell(labels, variable, cells.front().index, 2027));
  }
}
