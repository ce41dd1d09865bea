#include "sim/check/correlation_changes.hpp"

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "sim/check/correlations.hpp"
#include "sim/random/correlation/correlation_matrix.hpp"
#include "tests/catch.hpp"

using namespace cellcast;
using config::Correlation;
using config::Diagnostic;

namespace {

Correlation rank(const std::string& first, const std::string& second, double value) { return {first, second, value, true, {}, {}}; }
Correlation pearson(const std::string& first, const std::string& second, double value) { return {first, second, value, false, {}, {}}; }

/// Nothing but correlations, each on a line of its own.
config::Scenario scenario(std::vector<Correlation> correlations) {
  config::Scenario result;
  std::uint32_t line = 0;
  for (Correlation& correlation : correlations) correlation.place = {0, ++line, 1};
  result.correlations = std::move(correlations);
  return result;
}

std::vector<Diagnostic> correlation_errors(const config::Scenario& scenario) {
  std::vector<Diagnostic> out;
  sim::check_correlations(scenario, out);
  return out;
}

std::vector<Diagnostic> repair(config::Scenario& scenario) {
  std::vector<Diagnostic> out;
  sim::repair_correlations(scenario, out);
  return out;
}

double value(const config::Scenario& scenario, const std::string& first, const std::string& second) {
  for (const Correlation& c : scenario.correlations) {
    if (c.first == first && c.second == second) return c.rank_or_pearson;
  }
  return std::nan("");
}

/// A number of six digits after the point.
bool is_short(double x) { return x == std::round(x * 1e6) / 1e6; }

/// A ring of four that clashes while no three of it do, and inputs of another group.
const std::vector<Correlation> kRing{pearson("a", "b", 0.6), pearson("b", "c", 0.6), pearson("c", "d", 0.6), pearson("d", "a", 0.6),
                                     rank("x", "y", 0.1234567891)};

}  // namespace

TEST_CASE("a repair writes the nearest matrix, adds pairs and touches no other group", "[repair]") {
  config::Scenario s = scenario(kRing);
  const auto warnings = repair(s);
  // The nearest matrix in closed form: neighbours a = (1.6 - 4e-6) / 3; opposites 2 a - 1 + 4e-6, here as rank correlations.
  REQUIRE(s.correlations.size() == 7);
  CHECK(value(s, "a", "b") == 0.533332);
  CHECK(value(s, "d", "a") == 0.533332);
  CHECK(value(s, "a", "c") == 0.063675);
  CHECK(value(s, "b", "d") == 0.063675);
  CHECK(s.correlations[5].rank);
  CHECK_FALSE(s.correlations[0].rank);
  CHECK(value(s, "x", "y") == 0.1234567891);
  CHECK(correlation_errors(s).empty());
  CHECK(config::repaired_correlations(s) ==
        "a ~ b: pearson 0.6 -> 0.533332\nb ~ c: pearson 0.6 -> 0.533332\nc ~ d: pearson 0.6 -> 0.533332\n"
        "d ~ a: pearson 0.6 -> 0.533332\na ~ c: rank 0.0 -> 0.063675\nb ~ d: rank 0.0 -> 0.063675\n");

  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].severity == config::Severity::warning);
  CHECK(warnings[0].place.line == 1);
  CHECK_THAT(warnings[0].problem, Catch::Contains("`a`, `b`, `c` and `d` contradict each other"));
  CHECK_THAT(warnings[0].why, Catch::Contains("smallest eigenvalue is -0.2"));
  CHECK_THAT(warnings[0].suggestion, Catch::StartsWith("repaired: ") && Catch::Contains("pearson of `a` ~ `b` from 0.6 to 0.533332, ") &&
                                         Catch::EndsWith("rank of `a` ~ `c` from 0.0 to 0.063675 and `b` ~ `d` from 0.0 to 0.063675"));
}

TEST_CASE("a repair leaves what is valid as it is", "[repair]") {
  config::Scenario s = scenario({rank("a", "b", 0.9), rank("b", "c", 0.9), rank("c", "a", 0.65)});
  CHECK(repair(s).empty());
  CHECK(config::repaired_correlations(s).empty());
  CHECK(value(s, "c", "a") == 0.65);
  CHECK(s.correlations.size() == 3);
}

TEST_CASE("an error tells what the repair would change, largest first", "[repair]") {
  auto correlations = kRing;
  correlations[1].rank_or_pearson = 0.65;
  const auto found = correlation_errors(scenario(correlations));
  REQUIRE(found.size() == 1);
  CHECK_THAT(found[0].suggestion,
             Catch::StartsWith("the nearest valid value here is pearson = ") &&
                 Catch::Contains("; the nearest valid matrix changes pearson of `b` "
                                 "~ `c` from 0.65 to 0."));
  CHECK_THAT(found[0].suggestion, !Catch::Contains("more"));
  CHECK(found[0].remedy.kind == base::Remedy::Kind::repair_correlations);
}

TEST_CASE("of two clashes in one group the first tells of the repair, and of many changes the largest", "[repair]") {
  std::vector<Correlation> correlations = kRing;
  correlations[4] = rank("a", "e", 0.1);
  for (const auto& [first, second] : {std::pair("e", "f"), {"f", "g"}, {"g", "h"}, {"h", "e"}})
    correlations.push_back(rank(first, second, 0.6));
  const auto found = correlation_errors(scenario(correlations));
  REQUIRE(found.size() == 2);
  CHECK(found[0].remedy.kind == base::Remedy::Kind::repair_correlations);
  CHECK_THAT(found[0].suggestion, Catch::Matches(".* and [0-9]+ more"));
  CHECK_THAT(found[1].suggestion, Catch::Contains("rank = "));
  CHECK(found[1].remedy.kind == base::Remedy::Kind::none);
  config::Scenario s = scenario(correlations);
  CHECK(repair(s).size() == 1);
  CHECK(correlation_errors(s).empty());
}

TEST_CASE("what factors imply is repaired by pairs that replace it", "[repair]") {
  // Loadings of 0.9: 0.81 between any two, and -0.5 for one pair.
  config::Scenario s = scenario({pearson("a", "b", -0.5)});
  s.factors = {{"f", {{"a", 0.9}, {"b", 0.9}, {"c", 0.9}}}};
  const auto found = correlation_errors(s);
  REQUIRE(found.size() == 1);
  CHECK_THAT(found[0].suggestion,
             Catch::Contains("pearson of `a` ~ `b` from -0.5 to ") && Catch::Contains("rank of `a` ~ `c` from 0.796371 to"));
  REQUIRE(repair(s).size() == 1);
  CHECK(correlation_errors(s).empty());
  CHECK(s.correlations.size() == 3);
  CHECK(value(s, "a", "b") > -0.5);
  CHECK(value(s, "a", "c") < 0.79);
  CHECK(s.correlations[1].given == 0.796371);  // 6 / pi asin(0.405)
  CHECK(repair(s).empty());
}

TEST_CASE("separate groups are repaired separately", "[repair]") {
  std::vector<Correlation> correlations = kRing;
  for (const auto& [first, second] : {std::pair("e", "f"), {"f", "g"}, {"g", "e"}}) correlations.push_back(rank(first, second, -0.9));
  config::Scenario s = scenario(correlations);
  CHECK(repair(s).size() == 2);
  CHECK(correlation_errors(s).empty());
  CHECK(std::isnan(value(s, "a", "e")));
}

TEST_CASE("repaired matrices are valid in spite of six digits, and repaired once and for all", "[repair]") {
  std::mt19937 generator(21);
  const auto uniform = [&] { return std::ldexp(static_cast<double>(generator()), -31) - 1; };  // -1 to 1
  for (int i = 0; i < 60; ++i) {
    const std::size_t n = i < 58 ? 3 + generator() % 10 : 120;
    const double part = uniform();
    std::vector<Correlation> correlations;
    for (std::size_t a = 0; a < n; ++a) {
      for (std::size_t b = a + 1; b < n; ++b) {
        if (b == a + 1 || uniform() < part) correlations.push_back({std::to_string(a), std::to_string(b), uniform(), i % 2 == 0, {}, {}});
      }
    }
    config::Scenario s = scenario(correlations);
    const bool had_errors = !correlation_errors(s).empty();
    CHECK(repair(s).size() == (had_errors ? 1 : 0));
    CHECK(correlation_errors(s).empty());
    for (const Correlation& c : s.correlations) REQUIRE((!c.given || (is_short(c.rank_or_pearson) && std::fabs(c.rank_or_pearson) < 1)));
    CHECK(repair(s).empty());
  }
}

TEST_CASE("a hundred inputs that clash are told of and repaired", "[repair]") {
  std::mt19937 generator(22);
  std::vector<Correlation> correlations;
  for (int a = 0; a < 100; ++a) {
    for (int b = a + 1; b < 100; ++b)
      correlations.push_back(
          rank("i" + std::to_string(100 + a), "i" + std::to_string(100 + b), std::ldexp(static_cast<double>(generator()), -31) - 1));
  }
  config::Scenario s = scenario(correlations);
  const auto found = correlation_errors(s);
  repair(s);
  REQUIRE(found.size() == 11);
  for (std::size_t k = 0; k < 10; ++k) CHECK_THAT(found[k].problem, Catch::Contains("contradict each other"));
  CHECK_THAT(found[10].problem, Catch::Contains(" more inputs have correlations that clash"));
  CHECK_THAT(found[0].suggestion, Catch::Contains("more"));
  CHECK(correlation_errors(s).empty());
}
