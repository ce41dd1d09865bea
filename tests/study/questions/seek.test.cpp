#include "study/questions/seek.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "sim/math/normal.hpp"
#include "tests/catch.hpp"
#include "tests/sim/lognormal_demand.hpp"
#include "tests/sim/seeds.hpp"

using namespace cellcast;

namespace {

// Demand of the last year is m exp(x), m the median of the base year's.
const std::string kMarket = tests::kLognormalDemand + R"([markets.away]
[segments.s.markets.away]
demand = 50.0
home_share = 1.0
[tariffs.t]
market = "away"
rate = 0.1
from = 2026-01-01
)";
const std::string kMedian = "segments.s.markets.home.demand.median";
const double kSigma = tests::log_demand_sd(2);

config::Scenario market(const std::string& method, std::uint64_t trials, std::uint64_t seed = 42) {
  return tests::scenario(kMarket, tests::drawn(method, trials, seed, {"economy.shock_correlation=0.4"}));
}

output::Sought sought(const config::Scenario& scenario, const std::string& key, const std::string& from, const std::string& to,
                      const std::string& target, int threads = 1) {
  return study::seek(study::source_of(scenario), {key, from, to, target}, {.threads = threads}, {});
}

struct Case {
  std::string target;
  double root;  ///< the median at which it holds
};

std::vector<Case> cases() {
  const double reach = std::exp(kSigma * sim::math::normal_quantile(0.9));
  return {{"P(demand[s, home, end] > 130) = 0.1", 130 / reach},
          {"median(demand[s, home, end]) = 130", 130},
          {"mean(demand[s, home, end]) = 130", 130 / std::exp(kSigma * kSigma / 2)},
          {"quantile(demand[s, home, end], 0.9) = 130", 130 / reach}};
}

}  // namespace

// 2,000 seeds find a coverage of 95 % below 92 or above 98 % with odds of 1e-9 for each figure; 60 seeds find it below 85 or above 100 %
// with 0.1 %. Seeds are fixed.
TEST_CASE("closed-form roots lie inside the stated interval in 95 % of seeds", "[questions][seek][coverage][long]") {
  const int seeds = tests::repetitions(60, 2000);
  const double tolerance = seeds == 2000 ? 0.03 : seeds < 10 ? 0.5 : 0.1;
  for (const char* method : {"monte-carlo", "latin-hypercube", "sobol"}) {
    for (const auto& [target, root] : cases()) {
      if (seeds < 2000 && target.starts_with("quantile")) continue;  // the median is one
      DYNAMIC_SECTION(method << ", " << target) {
        int covered = 0;
        for (int seed = 1; seed <= seeds; ++seed) {
          const output::Sought found = sought(market(method, 2048, static_cast<std::uint64_t>(seed)), kMedian, "60.0", "260", target);
          REQUIRE(found.root);
          REQUIRE(found.low);
          REQUIRE(found.high);
          CHECK(found.low->place <= found.root->place);
          CHECK(found.root->place <= found.high->place);
          covered += found.low->place <= root && root <= found.high->place;
        }
        INFO(covered << " of " << seeds);
        CHECK(std::fabs(covered - 0.95 * seeds) <= tolerance * seeds);
        if (seeds >= 2000) WARN(method << ", " << target << ": " << covered << " of " << seeds);
      }
    }
  }
}

// Under common draws the median of m exp(x) is m times that of exp(x): the root is known from one run, to the width of the bracket.
TEST_CASE("a root is where a run at that value has the statistic", "[questions][seek]") {
  const config::Scenario scenario = market("sobol", 4096);
  for (const auto& [target, root] : cases()) {
    const output::Sought found = sought(scenario, kMedian, "60.0", "260", target);
    CHECK(found.root->place == Approx(root).epsilon(0.01));
    CHECK(found.from.place == 60);
    CHECK(found.from.statistic < found.to.statistic);
    const double wanted = found.target;
    const double tolerance = target.starts_with("P") ? 1.5 / 4096 : wanted * 1e-3;  // one trial; the width of a bin
    CHECK(std::fabs(found.root->statistic - wanted) <= tolerance);
  }
}

TEST_CASE("a root is the same from both ends and on any number of threads", "[questions][seek]") {
  const config::Scenario scenario = market("sobol", 4096);
  const std::string target = cases().front().target;
  const output::Sought one = sought(scenario, kMedian, "60.0", "260.0", target, 1),
                       other = sought(scenario, kMedian, "260.0", "60.0", target, 7);
  CHECK(one.root->place == other.root->place);
  CHECK(one.low->place == other.low->place);
  CHECK(one.high->place == other.high->place);
  CHECK(one.root->statistic == other.root->statistic);
}

TEST_CASE("constants, shared variables, whole numbers and dates are sought", "[questions][seek]") {
  const config::Scenario scenario = market("monte-carlo", 512);
  const output::Sought constant = sought(scenario, "segments.s.price", "0.5", "3.0", "mean(price[s, base]) = 1.7");
  CHECK(constant.root->place == Approx(1.7).margin(3e-6));
  CHECK(constant.unit == "yuan/Wh");
  // The duty of a year is the rate times the part of its days on which it is in force.
  const output::Sought date = sought(scenario, "tariffs.t.from", "2025-01-01", "2025-12-31", "mean(tariff[s, away, 2025]) = 0.05");
  CHECK(date.root->is_date);
  CHECK(date.root->text == "2025-07-02");  // 183 of 365 days are left: 0.0501; a day later 0.0499
}

TEST_CASE("what both ends give is told where neither side meets the target", "[questions][seek]") {
  const output::Sought found = sought(market("sobol", 1024), kMedian, "60.0", "80.0", "median(demand[s, home, end]) = 130");
  CHECK_FALSE(found.root);
  CHECK(found.from.statistic == Approx(60).epsilon(0.01));
  CHECK(found.to.statistic == Approx(80).epsilon(0.01));
  const std::string told = output::no_root(found);
  CHECK(told.find("both below 130") != std::string::npos);
}
