#include "output/report/csv.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <sstream>

#include "base/text.hpp"
#include "output/report/csv_field.hpp"
#include "output/report/table.hpp"
#include "tests/catch.hpp"
#include "tests/output/result/sample_results.hpp"

using namespace cellcast;
using namespace cellcast::output;
using Catch::Matchers::Contains;

TEST_CASE("CSV holds every statistic of every cell") {
  const sim::Results results = tests::sample_results();
  std::ostringstream out;
  write_csv(out, results);
  const std::string text = out.str();
  CHECK_THAT(text, Catch::Matchers::StartsWith("variable,index,year,unit,statistic,value\ndemand,power.china,2024,GWh,mean,1.5\n"));
  CHECK_THAT(text, Contains("\ndriver_level,power.pack_size,2025,kWh/vehicle · δ,exceedance_2000,"));
  CHECK_THAT(text, Contains("\ntotal_production,total,2026,GWh,quantiles_low_0.05,"));

  std::size_t expected = 1, found = 0;
  for (const sim::Field& field : results.fields) expected += field.cells * (5 + 3 * results.probabilities.size() + field.thresholds.size());
  for (const char c : text) found += c == '\n';
  CHECK(found == expected);
}

TEST_CASE("CSV values read back to the same bits") {
  const sim::Results results = tests::sample_results();
  std::ostringstream out;
  write_csv(out, results, {"price"});
  const std::string text = out.str();
  const std::string mark = "\nprice,small,2026,yuan/Wh,mean,";
  const std::size_t at = text.find(mark);
  REQUIRE(at != std::string::npos);
  CHECK(std::strtod(text.c_str() + at + mark.size(), nullptr) == select_field(results, "price").mean[8]);
  CHECK_THAT(text, !Contains("cost,"));
  CHECK_THROWS_AS(write_csv(out, results, {"joy"}), SelectionError);
}

TEST_CASE("wide CSV has a row for each cell and a column for each statistic") {
  const sim::Results results = tests::sample_results();
  std::ostringstream out;
  write_csv(
      out, results,
      {std::vector<std::string>{"price", "total_demand"}, 2025, std::vector<std::string>{"ess", "total"}, std::vector<double>{50, 10}},
      CsvShape::cells);
  std::istringstream lines(out.str());
  std::string header, price, demand, end;
  std::getline(lines, header);
  std::getline(lines, price);
  std::getline(lines, demand);
  CHECK_FALSE(std::getline(lines, end));
  CHECK(header ==
        "variable,index,year,unit,mean,sd,min,max,mean_error,P50,P10,P50_low,P10_low,P50_high,P10_high,exceedance_0.3,exceedance_2000");
  CHECK_THAT(price, Catch::Matchers::StartsWith("price,ess,2025,yuan/Wh,"));
  CHECK_THAT(demand, Catch::Matchers::StartsWith("total_demand,total,2025,GWh,"));
  const auto commas = [](const std::string& line) { return std::count(line.begin(), line.end(), ','); };
  CHECK(commas(price) == commas(header));
  CHECK(commas(demand) == commas(header));
  const sim::Field& field = select_field(results, "total_demand");
  CHECK_THAT(demand, Contains("," + base::shortest(field.mean[1]) + "," + base::shortest(field.sd[1]) + ","));
  CHECK_THAT(demand, Contains("," + base::shortest(field.quantiles[results.probabilities.size() + 4]) + "," +
                              base::shortest(field.quantiles[results.probabilities.size() + 2]) + ","));
}

TEST_CASE("wide CSV leaves a threshold empty where a variable has none") {
  sim::Results results = tests::sample_results();
  for (sim::Field& field : results.fields) {
    if (field.id != sim::VariableId::price) continue;
    field.thresholds = {};
    field.exceedance = {};
  }
  std::ostringstream out;
  write_csv(out, results, {std::vector<std::string>{"price", "total_demand"}, 2025}, CsvShape::cells);
  CHECK_THAT(out.str(), Contains(",,\nprice,ess,2025"));
}

TEST_CASE("CSV leaves a number that is none empty") {
  CHECK(csv_number(std::nan("")).empty());
  CHECK(csv_number(-std::nan("")).empty());
  CHECK(csv_number(0.1) == "0.1");
}

TEST_CASE("CSV quotes what needs it, and what readers take for a missing value") {
  for (const char* name : {"NA", "na", "nan", "NaN", "null", "NULL", "None", "N/A", "", "missing"})
    CHECK(csv_field(name) == "\"" + std::string(name) + "\"");
  for (const char* name : {"NAM", "nana", "none_of", "0", "total"}) CHECK(csv_field(name) == name);
  CHECK(csv_field("power.us") == "power.us");
  CHECK(csv_field("a,b") == "\"a,b\"");
  CHECK(csv_field("a\"b") == "\"a\"\"b\"");
}

TEST_CASE("a bound that there is not is an empty field, null and a dash", "[output]") {
  sim::Results results = tests::sample_results();
  const std::size_t q = 7, count = results.probabilities.size();
  REQUIRE(results.probabilities.at(q) == 0.95);
  for (sim::Field& field : results.fields)
    for (std::size_t cell = 0; cell < field.cells; ++cell)
      field.quantiles_high[cell * count + q] = std::numeric_limits<double>::quiet_NaN();
  std::ostringstream out;
  write_csv(out, results);
  const std::string text = out.str();
  CHECK_THAT(text, Contains(",quantiles_high_0.95,\n"));
  CHECK_THAT(table_json(results, {}, {}), Contains(", null, ") && !Contains("nan"));
  const std::string shown = table(results, {}, {.variable = "demand"});
  CHECK_THAT(shown, Contains("– where the trials are too few for one") && !Contains("nan"));
  CHECK(shown.find("–\n", shown.find("at most\n")) != std::string::npos);
  CHECK_THAT(table(tests::sample_results(), {}, {.variable = "demand"}), !Contains("–"));
}
