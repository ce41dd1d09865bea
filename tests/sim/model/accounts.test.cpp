// What the accounts leave alone, and what their own rules imply: docs/model.md, stages 14 to 18.
#include <cstring>
#include <map>

#include "tests/catch.hpp"
#include "tests/sim/model/drawn_block.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

const std::string kGolden = std::string(CELLCAST_SOURCE_DIR) + "/tests/data/golden/";

sim::Plan golden(const std::string& name, const std::string& method) {
  config::Overrides overrides;
  overrides.method = method;
  overrides.trials = 65536;
  return sim::compile(sim::load_checked(kGolden + name + ".toml", overrides));
}

const std::string kGroups = tests::kPlain + R"([markets.abroad]
local_premium = 0.3
substitution = 3.0
overseas_home_share = 0.2
[segments.s]
production = 100.0
price = 0.5
gross_margin = 0.1
utilization = 0.5
[segments.s.growth]
rate = { dist = "uniform", low = -0.3, high = 0.5 }
[segments.s.supply]
max_utilization = 0.9
retirement = 0.05
exit_utilization = 0.5
exit_response = 0.5
invest_utilization = 0.6
invest_response = 1.0
[segments.s.competition]
selection = { dist = "uniform", low = 0.0, high = 4.0 }
fixed_cost = 0.3
[segments.s.markets.home]
demand = 80.0
home_share = 1.0
[segments.s.markets.abroad]
demand = 40.0
home_share = 0.5
)";

/// The groups of a segment; SHARE stands for twice a share where `factor` is 2.
std::string groups(double factor) {
  const auto share = [&](double value) { return std::to_string(value * factor); };
  return kGroups + "[producers.first.segments.s]\nshare = " + share(0.5) + "\nfirms = 2\nskew = 1.0\nvolatility = 0.1\npremium = 0.05\n" +
         "[producers.second.segments.s]\nshare = " + share(0.375) + "\nfirms = 9\nentry = 1.5\nexit_margin = 0.1\nexit_response = 2.0\ncost = 0.1\n" +
         "[producers.foreign]\nhome_owned = false\n[producers.foreign.segments.s]\nshare = " + share(0.125) +
         "\ndrift = -0.1\n[producers.foreign.segments.s.markets]\nabroad = { base = 1.0 }\nhome = { base = 1.0 }\n";
}

void check_same(const sim::Plan& first, const sim::Plan& second) {
  tests::DrawnBlock a(first), b(second);
  a.draw(4096);
  b.draw(4096);
  a.simulate();
  b.simulate();
  for (const sim::Variable& variable : sim::variables()) {
    if (!first.layout.has(variable.id) || !second.layout.has(variable.id)) continue;
    for (const sim::CellName& cell : sim::cell_names(first.labels, variable)) {
      INFO(variable.name << " " << cell.index << " " << cell.year);
      REQUIRE(std::memcmp(a.values(variable.id, cell.index, cell.year), b.values(variable.id, cell.index, cell.year),
                          sim::kBlock * sizeof(double)) == 0);
    }
  }
}

}  // namespace

TEST_CASE("tables of accounts change no bit of another variable, in any design", "[model][accounts]") {
  const std::string method = GENERATE("monte-carlo", "latin-hypercube", "sobol");
  check_same(golden("china-2030", method), golden("china-2030-makers", method));
}

TEST_CASE("the unit of shares does not matter", "[model][accounts]") { check_same(tests::plan(groups(1)), tests::plan(groups(2))); }

TEST_CASE("one group is its segment", "[model][accounts]") {
  const sim::Plan plan = tests::plan(kGroups + "[producers.all.segments.s]\nshare = 3.0\nfirms = 7\nskew = 1.0\n");
  tests::DrawnBlock block(plan);
  block.draw(0);
  block.simulate();
  double all = 0, largest = 0;
  for (int k = 1; k <= 7; ++k) all += 1.0 / k, largest += k <= 3 ? 1.0 / k : 0;
  for (const int year : {2024, 2025, 2026}) {
    for (std::size_t i = 0; i < sim::kBlock; ++i) {
      const auto at = [&](sim::VariableId id, const char* index) { return block.values(id, index, year)[i]; };
      CHECK(at(sim::VariableId::producer_production, "all.s") == Approx(at(sim::VariableId::production, "s")).epsilon(1e-12));
      CHECK(at(sim::VariableId::producer_capacity, "all.s") == Approx(at(sim::VariableId::capacity, "s")).epsilon(1e-12));
      CHECK(at(sim::VariableId::producer_gross_margin, "all.s") == Approx(at(sim::VariableId::gross_margin, "s")).margin(1e-12));
      CHECK(at(sim::VariableId::home_concentration, "s.3") == Approx(largest / all).epsilon(1e-12));
      CHECK(at(sim::VariableId::home_concentration, "s.10") == Approx(1).epsilon(1e-12));
      CHECK(at(sim::VariableId::home_firms, "s") == 7);
    }
  }
}

TEST_CASE("two groups without weights of their own differ by what selects", "[model][accounts]") {
  const sim::Plan plan = tests::plan(groups(1));
  tests::DrawnBlock block(plan);
  block.draw(0);
  block.simulate();
  for (std::size_t i = 0; i < sim::kBlock; ++i) {
    const auto margin = [&](const char* index) { return block.values(sim::VariableId::producer_gross_margin, index, 2024)[i]; };
    CHECK(margin("first.s") > margin("foreign.s"));   // it sells dearer
    CHECK(margin("second.s") < margin("foreign.s"));  // it makes dearer
  }
}
