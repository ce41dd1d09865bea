#include <cmath>

#include "output/report/ledger_table.hpp"
#include "output/result/result_reader.hpp"
#include "tests/catch.hpp"
#include "tests/output/result/sample_results.hpp"

using namespace cellcast;
using Catch::Contains;
using tests::TemporaryFolder;

namespace {

sim::Ledger sample() {
  sim::Ledger ledger;
  ledger.claims.resize(2);
  ledger.claims[0] = {"output", "production", "China", "GWh", "a \"source\"", 2030, 3800, 0.5, "total_production", "", 3572, 0.588};
  ledger.claims[1].name = "2";
  ledger.claims[1].what = "a share\x1b[31m";
  ledger.claims[1].unit = "%";
  ledger.conflicts.push_back({0, sim::ClaimTest::sum, sim::ClaimVerdict::rounding, 3802, -2, -2.0 / 3802, 2, "2450 + 1226 + 126"});
  ledger.conflicts.push_back({1, sim::ClaimTest::figure, sim::ClaimVerdict::conflict, 0, 5, INFINITY, 0.5, "output"});
  return ledger;
}

}  // namespace

TEST_CASE("a ledger is read as it was written", "[claims]") {
  const TemporaryFolder folder;
  sim::Results results = tests::sample_results();
  results.ledger = sample();
  tests::write_sample(folder.file("x.h5"), results);
  const sim::Ledger read = output::read_result(folder.file("x.h5")).results.ledger;
  REQUIRE(read.claims.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    const sim::ClaimSummary &a = read.claims[i], &b = results.ledger.claims[i];
    CHECK(std::tie(a.name, a.what, a.scope, a.unit, a.source, a.year, a.value, a.tolerance, a.variable, a.index) ==
          std::tie(b.name, b.what, b.scope, b.unit, b.source, b.year, b.value, b.tolerance, b.variable, b.index));
  }
  CHECK(read.claims[0].central == 3572);
  CHECK(read.claims[0].percentile == 0.588);
  CHECK(std::isnan(read.claims[1].percentile));
  REQUIRE(read.conflicts.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    const sim::ClaimConflict &a = read.conflicts[i], &b = results.ledger.conflicts[i];
    CHECK(std::tie(a.claim, a.test, a.verdict, a.expected, a.difference, a.relative, a.explained, a.derivation) ==
          std::tie(b.claim, b.test, b.verdict, b.expected, b.difference, b.relative, b.explained, b.derivation));
  }
}

TEST_CASE("claims leave the rest of a result as it is", "[claims]") {
  const TemporaryFolder folder;
  sim::Results results = tests::sample_results();
  tests::write_sample(folder.file("without.h5"), results);
  results.ledger = sample();
  tests::write_sample(folder.file("with.h5"), results);
  const auto with = output::read_result(folder.file("with.h5")), without = output::read_result(folder.file("without.h5"));
  CHECK(with.attributes == without.attributes);
  CHECK(without.results.ledger.claims.empty());
}

TEST_CASE("a table of claims says what is wrong and how much", "[claims]") {
  const std::string table = output::ledger_table({"china", "A title", 1000, sample()});
  CHECK_THAT(
      table,
      Contains(
          "china: A title\n2 claims, 1 of model variables; 1 conflict, 1 more that rounding may explain\npercentiles of 1000 trials\n"));
  CHECK_THAT(table, Contains("3800") && Contains("P58.8") && Contains("-2.000") && Contains("-0.05 %") && Contains("2450 + 1226 + 126"));
  CHECK_THAT(table, !Contains("\x1b"));
  CHECK(output::ledger_table({"x", "", 5, {}}) == "x\nno claims\n");
}

TEST_CASE("claims in JSON keep what a table rounds", "[claims]") {
  const std::string json = output::ledger_json({{"china", "", 1000, sample()}});
  CHECK_THAT(json, Contains(R"({"schema": "cellcast-claims-1", "ledgers": [)") && Contains(R"("percentile": 0.588)") &&
                       Contains(R"("relative": null)"));
}
