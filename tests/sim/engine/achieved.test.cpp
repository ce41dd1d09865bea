#include <algorithm>
#include <cmath>
#include <cstring>

#include "sim/engine/run.hpp"
#include "sim/math/normal.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

/// Two pairs given by rank and by Pearson, and a factor behind three inputs, one of them discrete: 5 pairs.
const std::string kScenario = tests::kPlain + R"([variables]
coin = { dist = "discrete", values = [0.0, 1.0], weights = [0.3, 0.7] }
[segments.s]
production = 100.0
price = { dist = "uniform", low = 0.5, high = 0.6 }
gross_margin = { dist = "uniform", low = 0.1, high = 0.2 }
utilization = 0.5
price_elasticity = { dist = "uniform", low = 0.1, high = 0.2 }
[segments.s.growth]
rate = { dist = "normal", mean = 0.1, sd = 0.02, min = -0.2, max = 0.4 }
volatility = 0.1
[segments.s.cost]
learning_rate = { dist = "uniform", low = 0.1, high = 0.2 }
[segments.s.markets.home]
demand = 100.0
home_share = 1.0
[[correlations]]
between = ["shock.s[2025]", "shock.common[2026]"]
rank = -0.6
[[correlations]]
between = ["segments.s.price", "segments.s.price_elasticity"]
pearson = 0.9
[[factors]]
name = "f"
loads = { segments.s.growth.rate = 0.8, segments.s.gross_margin = -0.7, variables.coin = 0.6 }
)";

struct Expected {
  std::string first, second;
  double rank;
};

/// 6 / pi asin(r / 2) of r = 0.9, -0.56, 0.48 and -0.42.
const std::vector<Expected> kExpected{{"shock.s[2025]", "shock.common[2026]", -0.6},
                                      {"segments.s.price", "segments.s.price_elasticity", 0.8914561},
                                      {"segments.s.growth.rate", "segments.s.gross_margin", -0.5420068},
                                      {"segments.s.growth.rate", "variables.coin", 0.4628847},
                                      {"segments.s.gross_margin", "variables.coin", -0.4040784}};

config::Overrides with(const std::string& method, std::uint64_t trials, std::vector<std::string> set = {}) {
  config::Overrides overrides;
  overrides.method = method;
  overrides.trials = trials;
  overrides.set = std::move(set);
  return overrides;
}

double correlation(std::span<const double> a, std::span<const double> b) {
  const auto n = static_cast<double>(a.size());
  double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sa += a[i], sb += b[i], saa += a[i] * a[i], sbb += b[i] * b[i], sab += a[i] * b[i];
  return (n * sab - sa * sb) / std::sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
}

}  // namespace

TEST_CASE("achieved rank correlations are those requested, under every design", "[engine][correlations]") {
  for (const std::string method : {"monte-carlo", "latin-hypercube", "sobol"}) {
    const std::uint64_t trials = std::uint64_t{1} << 17;
    const auto results = sim::run(tests::plan(kScenario, with(method, trials)));
    REQUIRE(results.correlations.size() == kExpected.size());
    for (std::size_t p = 0; p < kExpected.size(); ++p) {
      INFO(method << " " << kExpected[p].first << " " << kExpected[p].second);
      CHECK(results.correlations[p].first == kExpected[p].first);
      CHECK(results.correlations[p].second == kExpected[p].second);
      CHECK(results.correlations[p].requested == Approx(kExpected[p].rank).margin(1e-6));
      // The standard error is at most 1 / sqrt(n) for independent trials, and less for designs: 5 of it are odds below 1e-6.
      CHECK(std::abs(results.correlations[p].achieved - kExpected[p].rank) < 5 / std::sqrt(static_cast<double>(trials)));
    }
  }
}

TEST_CASE("achieved correlations are those of all trials and of no other", "[engine][correlations]") {
  // 5000 is neither a multiple of blocks nor of chunks. Shocks are standard normal, so Phi takes their draws back to uniforms.
  const auto results = sim::run(tests::plan(kScenario, with("monte-carlo", 5000, {"outputs.samples=5000"})));
  const auto uniforms = [&](const std::string& name) {
    std::vector<double> samples = std::ranges::find(results.inputs, name, &sim::InputSummary::name)->samples;
    for (double& x : samples) x = sim::math::normal_cdf(x);
    return samples;
  };
  const double expected = correlation(uniforms("shock.s[2025]"), uniforms("shock.common[2026]"));
  CHECK(results.correlations[0].achieved == Approx(expected).margin(1e-6));
}

TEST_CASE("achieved correlations have the same bits on any number of threads", "[engine][threads]") {
  const sim::Plan plan = tests::plan(kScenario, with("monte-carlo", 300 * 4096 + 1234));
  const auto one = sim::run(plan, {.threads = 1});
  for (const int threads : {2, 7}) {
    const auto many = sim::run(plan, {.threads = threads});
    for (std::size_t p = 0; p < kExpected.size(); ++p) CHECK(many.correlations[p].achieved == one.correlations[p].achieved);
  }
}

TEST_CASE("a scenario without correlations has none to report", "[engine][correlations]") {
  const auto text = kScenario.substr(0, kScenario.find("[[correlations]]"));
  CHECK(sim::run(tests::plan(text, with("monte-carlo", 100))).correlations.empty());
}
