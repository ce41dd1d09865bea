// Runs whose answer is known in closed form. Bounds are 5 standard errors: each check fails a right program in about 1 of 1.7 million
// seeds, and the seed is fixed.
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "sim/engine/run/run.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

constexpr double kBound = 5;

std::string segment(const std::string& body) {
  return tests::kPlain + R"([segments.s]
production = 100.0
price = 1.0
gross_margin = 0.1
utilization = 0.5
)" + body +
         R"(
[segments.s.markets.home]
demand = 100.0
home_share = 1.0
)";
}

struct Estimate {
  double mean, error, sd;
};

Estimate of(const sim::Results& results, sim::VariableId id, std::size_t cell) {
  for (const sim::Field& field : results.fields) {
    if (field.id == id) return {field.mean[cell], field.mean_error[cell], field.sd[cell]};
  }
  FAIL("no such variable");
  return {};
}

constexpr std::size_t kBase = 0, kFirst = 1, kSecond = 2;  // years

}  // namespace

TEST_CASE("growth as one draw compounds, independent years average out", "[engine][closed-form]") {
  // rate ~ U(0, 0.4): E (1 + rate)^2 = (1.4^3 - 1) / (3 x 0.4) = 1.4533...
  const auto one = sim::run(tests::plan(segment("[segments.s.growth]\nrate = { dist = \"uniform\", low = 0.0, high = 0.4 }")));
  const Estimate compounded = of(one, sim::VariableId::demand, kSecond);
  CHECK(std::abs(compounded.mean - 100 * (1.4 * 1.4 * 1.4 - 1) / 1.2) < kBound * compounded.error);

  // sigma = 0.2, persistence 1: x[2] = sigma (z1 + z2), so ln demand ~ N(0, 2 sigma^2); persistence 0: N(0, sigma^2).
  for (const double persistence : {0.0, 1.0}) {
    const auto run =
        sim::run(tests::plan(segment("[segments.s.growth]\nrate = 0.0\nvolatility = 0.2\npersistence = " + std::to_string(persistence))));
    const double variance = 0.04 * (1 + persistence);
    const Estimate demand = of(run, sim::VariableId::demand, kSecond);
    CHECK(std::abs(demand.mean - 100 * std::exp(variance / 2)) < kBound * demand.error);
    CHECK(of(run, sim::VariableId::demand, kBase).sd == 0);
  }
}

TEST_CASE("a product of lognormals is lognormal", "[engine][closed-form]") {
  // The sd of the log of revenue is sqrt(0.3^2 + 0.4^2) = 0.5.
  config::Overrides overrides;
  overrides.set = {"economy.cumulative_production=10000.0"};
  const Estimate revenue = of(sim::run(tests::plan(tests::kProduct, overrides)), sim::VariableId::revenue, kBase);
  CHECK(std::abs(revenue.mean - 200 * std::exp(0.125)) < kBound * revenue.error);
  // sd of a lognormal: mean sqrt(e^(s^2) - 1); the relative error of an estimated sd here is about 1 %.
  CHECK(revenue.sd == Approx(200 * std::exp(0.125) * std::sqrt(std::exp(0.25) - 1)).epsilon(0.05));
}

TEST_CASE("the probability of a shortage", "[engine][closed-form]") {
  // No investment, no exits: capacity stays Q0 / u0. call[1] = 100 (1 + g) e^(sigma z), shortage if it exceeds u-hat x 100 / 0.5.
  // With g = 0.2, sigma = 0.3 and u-hat = 0.8: P(ln 1.2 + 0.3 z > ln 1.6) = P(z > ln(4/3) / 0.3).
  auto text = segment("[segments.s.growth]\nrate = 0.2\nvolatility = 0.3\n[segments.s.supply]\nmax_utilization = 0.8") +
              "[outputs.thresholds]\nunmet = [0.0]\n";
  const auto results = sim::run(tests::plan(text));
  const double expected = cdf(complement(boost::math::normal(), std::log(4.0 / 3.0) / 0.3));
  for (const sim::Field& field : results.fields) {
    if (field.id != sim::VariableId::unmet) continue;
    const double error = std::sqrt(expected * (1 - expected) / 100000);
    CHECK(std::abs(field.exceedance[kFirst] - expected) < kBound * error);
  }
}

TEST_CASE("a correlated pair", "[engine][closed-form]") {
  // Two shared draws a, b ~ N(0, 0.1) with Pearson correlation 0.8: Var(a + b) = 0.01 (2 + 1.6). demand growth is the product of
  // (1 + rate) over two drivers, E (1 + a)(1 + b) = 1 + E ab = 1 + 0.8 x 0.01.
  const std::string text = tests::kPlain + R"([segments.s]
production = 100.0
price = 1.0
gross_margin = 0.1
utilization = 0.5
[segments.s.growth]
process = "drivers"
[segments.s.growth.drivers.a]
base = 1.0
unit = "1"
rate = { dist = "normal", mean = 0.0, sd = 0.1, min = -0.8, max = 0.8 }
[segments.s.growth.drivers.b]
base = 1.0
unit = "1"
rate = { dist = "normal", mean = 0.0, sd = 0.1, min = -0.8, max = 0.8 }
[segments.s.markets.home]
demand = 100.0
home_share = 1.0
[[correlations]]
between = ["segments.s.growth.drivers.a.rate", "segments.s.growth.drivers.b.rate"]
pearson = 0.8
)";
  const Estimate demand = of(sim::run(tests::plan(text)), sim::VariableId::demand, kFirst);
  CHECK(std::abs(demand.mean - 100.8) < kBound * demand.error);
  CHECK(std::abs(demand.mean - 100.0) > kBound * demand.error);  // what independent draws would give is told apart
}
