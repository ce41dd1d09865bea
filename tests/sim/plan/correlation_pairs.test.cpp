#include "sim/plan/correlation_pairs.hpp"

#include <algorithm>
#include <string>

#include "sim/random/correlation/rank_correlation.hpp"
#include "tests/catch.hpp"

using namespace cellcast;

namespace {

config::Correlation rank(const std::string& first, const std::string& second, double value) { return {first, second, value, true, {}, {}}; }
config::Correlation pearson(const std::string& first, const std::string& second, double value) {
  return {first, second, value, false, {}, {}};
}

struct Requested {
  double pearson, rank;
  bool is_explicit;
};

Requested find(const sim::CorrelationPairs& all, const std::string& first, const std::string& second) {
  for (std::size_t k = 0; k < all.pairs.size(); ++k) {
    const std::string &a = all.names[all.pairs[k].first], &b = all.names[all.pairs[k].second];
    if ((a == first && b == second) || (a == second && b == first))
      return {all.pairs[k].pearson, all.ranks[k], all.origin[k] != sim::CorrelationPairs::kImplied};
  }
  FAIL("no pair of " << first << " and " << second);
  return {};
}

}  // namespace

TEST_CASE("rank correlations and those of the normals", "[correlations]") {
  config::Scenario scenario;
  scenario.correlations = {rank("a", "b", 0.3), pearson("b", "c", -0.5)};
  const auto all = sim::correlation_pairs(scenario);
  REQUIRE(all.pairs.size() == 2);
  // Pearson (1907): 2 sin(pi x 0.3 / 6) = 2 sin(9 degrees), and 6 / pi asin(-0.25)
  CHECK(find(all, "a", "b").pearson == Approx(0.312868930080462).epsilon(1e-14));
  CHECK(find(all, "a", "b").rank == 0.3);
  CHECK(find(all, "b", "c").pearson == -0.5);
  CHECK(find(all, "b", "c").rank == Approx(-0.4825837).epsilon(1e-6));
}

TEST_CASE("a Student-t copula changes what a rank correlation means, not what Pearson's does", "[correlations]") {
  config::Scenario scenario;
  scenario.copula = {config::CopulaKind::student_t, 4};
  scenario.correlations = {rank("a", "b", 0.278535102), pearson("c", "b", 0.95)};
  scenario.factors = {{"f", {{"a", 0.5}, {"d", 0.6}}}};
  const auto all = sim::correlation_pairs(scenario);
  // tests/sim/random/correlation/rank_correlation.test.cpp has these numbers
  CHECK(find(all, "a", "b").pearson == Approx(0.3).margin(1e-8));
  CHECK(find(all, "a", "b").rank == 0.278535102);
  CHECK(find(all, "b", "c").pearson == 0.95);
  CHECK(find(all, "b", "c").rank == Approx(0.939622082).margin(1e-8));
  CHECK(find(all, "a", "d").pearson == 0.3);
  CHECK(find(all, "a", "d").rank == Approx(0.278535102).margin(1e-8));
}

TEST_CASE("a Student-t copula draws once for each group of correlated inputs", "[correlations]") {
  config::Scenario scenario;
  scenario.correlations = {rank("y", "x", 0.5), rank("x", "z", 0)};
  scenario.factors = {{"f", {{"b", 0.5}, {"a", 0.6}}}};
  CHECK(sim::copula_draws(scenario).empty());
  scenario.copula = {config::CopulaKind::student_t, 4};
  CHECK(sim::copula_draws(scenario) == std::vector<std::string>{"copula.a", "copula.x"});
}

TEST_CASE("inputs of common factors are correlated by their loadings", "[correlations]") {
  config::Scenario scenario;
  scenario.factors = {{"f", {{"a", 0.5}, {"b", -0.4}, {"c", 0.3}}}, {"g", {{"b", 0.6}, {"c", 0.7}, {"d", 0.2}}}};
  const auto all = sim::correlation_pairs(scenario);
  CHECK(all.pairs.size() == 5);  // a and d have no factor in common
  CHECK(find(all, "a", "b").pearson == Approx(-0.2));
  CHECK(find(all, "a", "c").pearson == Approx(0.15));
  CHECK(find(all, "b", "c").pearson == Approx(-0.12 + 0.42));
  CHECK(find(all, "d", "c").pearson == Approx(0.14));
  CHECK(find(all, "d", "b").pearson == Approx(0.12));
  CHECK(find(all, "d", "b").rank == Approx(0.1146604).epsilon(1e-6));
  CHECK(std::ranges::all_of(all.pairs, &sim::PairCorrelation::is_fixed));
}

TEST_CASE("an explicit pair replaces what factors imply for it", "[correlations]") {
  config::Scenario scenario;
  scenario.factors = {{"f", {{"a", 0.5}, {"b", 0.5}, {"c", 0.5}}}};
  scenario.correlations = {pearson("c", "a", 0)};
  const auto all = sim::correlation_pairs(scenario);
  CHECK(all.pairs.size() == 3);
  CHECK(find(all, "a", "c").pearson == 0);
  CHECK(find(all, "a", "c").is_explicit);
  CHECK_FALSE(all.pairs[0].is_fixed);
  CHECK(find(all, "a", "b").pearson == 0.25);
  CHECK_FALSE(find(all, "a", "b").is_explicit);
}

TEST_CASE("the order of factors does not show in the last bits", "[correlations]") {
  config::Scenario scenario;
  scenario.factors = {{"f", {{"a", 0.1}, {"b", 0.7}}}, {"g", {{"a", 0.3}, {"b", 0.3}}}, {"h", {{"b", 0.2}, {"a", 0.9}}}};
  const double in_order = sim::correlation_pairs(scenario).pairs[0].pearson;
  CHECK((0.1 * 0.7 + 0.3 * 0.3) + 0.9 * 0.2 != (0.9 * 0.2 + 0.3 * 0.3) + 0.1 * 0.7);  // else this test could not fail
  std::ranges::reverse(scenario.factors);
  CHECK(sim::correlation_pairs(scenario).pairs[0].pearson == in_order);
}
