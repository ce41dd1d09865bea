#include "output/csv.hpp"

#include <cstdlib>
#include <limits>
#include <sstream>

#include "output/table.hpp"
#include "tests/catch.hpp"
#include "tests/output/sample_results.hpp"

using namespace cellcast;
using namespace cellcast::output;
using Catch::Matchers::Contains;

TEST_CASE("CSV holds every statistic of every cell") {
  const sim::Results results = tests::sample_results();
  std::ostringstream out;
  write_csv(out, results);
  const std::string text = out.str();
  CHECK_THAT(text, Catch::Matchers::StartsWith("variable,index,year,statistic,value\ndemand,power.china,2024,mean,1.5\n"));
  CHECK_THAT(text, Contains("\ndriver_level,power.pack_size,2025,exceedance_2000,"));
  CHECK_THAT(text, Contains("\ntotal_production,,2026,quantiles_low_0.05,"));

  std::size_t expected = 1, found = 0;
  for (const sim::Field& field : results.fields) expected += field.cells * (5 + 3 * results.probabilities.size() + field.thresholds.size());
  for (const char c : text) found += c == '\n';
  CHECK(found == expected);
}

TEST_CASE("CSV values read back to the same bits") {
  const sim::Results results = tests::sample_results();
  std::ostringstream out;
  write_csv(out, results, "price");
  const std::string text = out.str();
  const std::string mark = "\nprice,small,2026,mean,";
  const std::size_t at = text.find(mark);
  REQUIRE(at != std::string::npos);
  CHECK(std::strtod(text.c_str() + at + mark.size(), nullptr) == select_field(results, "price").mean[8]);
  CHECK_THAT(text, !Contains("cost,"));
  CHECK_THROWS_AS(write_csv(out, results, "joy"), SelectionError);
}

TEST_CASE("CSV quotes what needs it") {
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
  CHECK_THAT(text, !Contains("nan"));
  CHECK_THAT(table_json(results, {}, {}), Contains(", null, ") && !Contains("nan"));
  const std::string shown = table(results, {}, {.variable = "demand"});
  CHECK_THAT(shown, Contains("– where the trials are too few for one") && !Contains("nan"));
  CHECK(shown.find("–\n", shown.find("at most\n")) != std::string::npos);
  CHECK_THAT(table(tests::sample_results(), {}, {.variable = "demand"}), !Contains("–"));
}
