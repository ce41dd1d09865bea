#include "output/report/table.hpp"

#include <sstream>

#include "base/text.hpp"
#include "output/report/sparkline.hpp"
#include "tests/catch.hpp"
#include "tests/output/result/sample_results.hpp"

using namespace cellcast;
using namespace cellcast::output;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;

namespace {

std::vector<std::string> lines(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> result;
  for (std::string line; std::getline(stream, line);) result.push_back(line);
  return result;
}

const RunLabel kLabel{"sample", "A sample", "monte-carlo", "7"};

}  // namespace

TEST_CASE("the table shows the headline variables at the end year") {
  const std::vector<std::string> rows = lines(table(tests::sample_results(), kLabel));
  REQUIRE(rows.size() == 4 + 6 + 2 * 3);
  CHECK(rows[0] == "sample: A sample");
  CHECK(rows[1] == "1000 trials, monte-carlo, seed 7");
  CHECK(rows[2].empty());
  CHECK(rows[3] == "variable           index  year  unit             mean      sd       P5      P25      P50      P75      P95  P1 to P99");
  CHECK(rows[4] ==
        "total_demand              2026  GWh           3001.79  0.5357  3001.34  3001.54  3001.79  3002.04  3002.24  ▁▁▂▂▃▃▄▄▅▅▆▆▇▇██");
  CHECK(rows[6] ==
        "production         power  2026  GWh            701.79  0.5357   701.34   701.54   701.79   702.04   702.24  ▁▁▂▂▃▃▄▄▅▅▆▆▇▇██");
}

TEST_CASE("a selection picks variable and year") {
  const sim::Results results = tests::sample_results();
  CHECK(select(results, {"price", {}}).size() == 9);
  CHECK(select(results, {"price", 2025}).size() == 3);
  CHECK(select(results, {{}, 2024}).front().year == 2024);
  const std::vector<SelectedCell> levels = select(results, {"driver_level", 2026});
  REQUIRE(levels.size() == 2);
  CHECK(levels[0].unit == "million vehicles");
  CHECK(levels[1].index == "power.pack_size");
  CHECK(levels[1].unit == "kWh/vehicle · δ");
  const std::vector<SelectedCell> demand = select(results, {"demand", 2025});
  REQUIRE(demand.size() == 6);
  CHECK(demand[1].index == "power.us");
  CHECK(demand[1].cell == 4);
  CHECK_THROWS_WITH(select(results, {"joy", {}}), Contains("no variable joy (the result has demand, "));
  CHECK_THROWS_WITH(select(results, {"prise", {}}),
                    Contains("no variable prise (the result has demand, ") && EndsWith(") did you mean `price`?"));
  CHECK_THROWS_WITH(select(results, {{}, 1999}), "no year 1999 (the result runs from 2024 to 2026)");
}

TEST_CASE("a selection takes lists, and picks by labels") {
  const sim::Results results = tests::sample_results();
  const std::vector<SelectedCell> some =
      select(results, {std::vector<std::string>{"price", "total_demand"}, std::vector<int>{2026, 2024}, {}});
  REQUIRE(some.size() == 2 * 3 + 2);
  CHECK(some.front().index == "power");
  CHECK(some.back().field->id == sim::VariableId::total_demand);
  CHECK(select(results, {"demand", 2025, "power.us"}).size() == 1);
  CHECK(select(results, {"total_demand", {}, "total"}).size() == 3);
  CHECK(select(results, {"total_demand", {}, ""}).size() == 3);
  CHECK(select(results, {{}, {}, "total"}).size() == 6);  // of the headline
  CHECK(select(results, {std::vector<std::string>{"price", "price"}, 2025, std::vector<std::string>{"ess", "power"}}).size() == 2);
  const std::vector<SelectedCell> others = select(results, {{}, {}, "power.us"});  // no headline variable has it
  REQUIRE(!others.empty());
  CHECK(others.front().field->id == sim::VariableId::demand);
  CHECK(others.front().year == 2026);
  CHECK_THROWS_WITH(select(results, {{}, {}, "power.xx"}), Contains("no index power.xx (there is power.china, power.us, "));
  CHECK_THROWS_WITH(select(results, {"price", {}, "pwer"}), "no index pwer (there is power, ess, small) did you mean `power`?");
  CHECK_THROWS_WITH(select(results, {"price", {}, "total"}), "no index total (there is power, ess, small)");
  CHECK_THROWS_WITH(select(results, {"price", {}, std::vector<std::string>{"ess", "power.us"}}),
                    Contains("no index power.us (there is power, ess, small)"));
}

TEST_CASE("the table shows the percentiles that are asked for") {
  const sim::Results results = tests::sample_results();
  const std::vector<std::string> rows = lines(table(results, kLabel, {"total_demand", 2025, {}, std::vector<double>{90, 10, 50, 10}}));
  CHECK_THAT(rows[3], Contains("      sd       P90      P10      P50  P1 to P99") || Contains("P90      P10      P50  P1 to P99"));
  const std::string json = table_json(results, kLabel, {"total_demand", 2025, {}, std::vector<double>{90, 10}});
  CHECK_THAT(json, Contains(R"("probabilities": [0.9, 0.1])"));
  const sim::Field& field = select_field(results, "total_demand");
  const std::size_t at = results.probabilities.size();
  CHECK_THAT(json, Contains(R"("quantiles": [)" + base::shortest(field.quantiles[at + 6]) + ", " + base::shortest(field.quantiles[at + 2]) + "]"));
}

TEST_CASE("a percentile that was not kept is not made up") {
  const sim::Results results = tests::sample_results();
  CHECK_THROWS_WITH(
      table(results, kLabel, {{}, {}, {}, std::vector<double>{50, 12.5}}),
      "no percentile P12.5 (the run has kept P1, P5, P10, P25, P50, P75, P90, P95, P99) a run keeps those of `outputs.quantiles`");
  CHECK_THROWS_WITH(table(results, kLabel, {{}, {}, {}, 0.5}), Contains("did you mean 50?"));
  const std::vector<double> kept{0.001, 0.05, 0.29, 0.57, 0.999};  // none is a hundredth of a percentage to the bit
  CHECK(shown_probabilities(kept, {{}, {}, {}, std::vector<double>{0.1, 5, 29, 57, 99.9}}).size() == 5);
}

TEST_CASE("the table falls back on what a small result has") {
  const sim::Results small = tests::sample_results({.years = 1, .all_variables = false});
  const std::vector<std::string> rows = lines(table(small, {}));
  REQUIRE(rows.size() == 4);
  CHECK(rows[0] == "1000 trials");
  CHECK(rows[2] == "variable      index  year  unit     mean      sd  min to max");
}

TEST_CASE("the JSON of the table carries its schema and every statistic") {
  const std::string json = table_json(tests::sample_results(), {"sa\"mple", "", "monte-carlo", "7"}, {"total_demand", 2025});
  CHECK_THAT(json, Catch::Matchers::StartsWith(R"({"schema": "cellcast-show-1", "name": "sa\"mple", )"));
  CHECK_THAT(json, Contains(R"("trials": 1000, "probabilities": [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99])"));
  CHECK_THAT(json, Contains(R"({"variable": "total_demand", "index": "", "year": 2025, "unit": "GWh", )"));
  CHECK_THAT(json, Contains(R"("thresholds": [0.3, 2000], "exceedance": [0.2857142857142857, 0.42857142857142855])"));
  CHECK_THAT(json, Contains(R"("counts": [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, )"));
}

TEST_CASE("a sparkline draws where the trials are") {
  const std::vector<std::int64_t> counts{1, 2, 4, 8};
  const std::vector<double> edges{0, 1, 2, 3, 4};
  CHECK(sparkline(counts, edges, 0, 4, 4) == "▁▂▄█");
  CHECK(sparkline(counts, edges, 0, 4, 8) == "▁▁▂▂▄▄██");
  CHECK(sparkline(counts, edges, 0, 4, 2) == "▂█");
  CHECK(sparkline(counts, edges, 2, 6, 4) == "▄█  ");
  CHECK(sparkline(counts, edges, 1, 1, 4) == "█");
  // Atoms: bins without width, at both ends and inside.

  CHECK(sparkline(std::vector<std::int64_t>{8, 0, 8}, std::vector<double>{0, 0, 4, 4}, 0, 4, 4) == "█  █");
}

TEST_CASE("numbers read well") {
  CHECK(base::shortest(0.1) == "0.1");
  CHECK(base::shortest(5) == "5");
  CHECK(base::readable(2457.46, 2457.46) == "2457");
  CHECK(base::readable(0.35, 0.4) == "0.3500");
  CHECK(base::readable(0, 12) == "0");
  CHECK(base::readable(3001.234, 3001, 0.5) == "3001.23");
  CHECK(base::readable(1.5e12, 1.5e12) == "1.500e+12");
  CHECK(base::readable(1e-9, 1e-9) == "1.000e-09");
  CHECK(base::readable(-12.345, 12.345) == "-12.35");
}

TEST_CASE("columns are aligned by what a terminal shows") {
  CHECK(base::aligned({{"a", "1"}, {"电池", "22"}}, {base::Align::left, base::Align::right}) == "a      1\n电池  22\n");
}
