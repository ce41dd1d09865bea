#include <algorithm>
#include <cmath>
#include <cstring>

#include "sim/engine/run/run.hpp"
#include "sim/math/normal.hpp"
#include "sim/random/correlation/rank_correlation.hpp"
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

/// The values of an input in all trials kept.
std::vector<double> samples(const sim::Results& results, const std::string& name) {
  return std::ranges::find(results.inputs, name, &sim::InputSummary::name)->samples;
}

const std::vector<std::string> kMethods{"monte-carlo", "latin-hypercube", "sobol"};
const std::string kStudent = "copula={ kind = \"student_t\", dof = 3 }";

double correlation(std::span<const double> a, std::span<const double> b) {
  const auto n = static_cast<double>(a.size());
  double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sa += a[i], sb += b[i], saa += a[i] * a[i], sbb += b[i] * b[i], sab += a[i] * b[i];
  return (n * sab - sa * sb) / std::sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
}

}  // namespace

TEST_CASE("achieved rank correlations are those requested, under every design", "[engine][correlations]") {
  for (const std::string& method : kMethods) {
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

TEST_CASE("so they are under a Student-t copula", "[engine][correlations]") {
  const sim::RankCorrelation law(3);
  const std::vector<double> expected{-0.6, law.rank(0.9), law.rank(-0.56), law.rank(0.48), law.rank(-0.42)};
  for (const std::string& method : kMethods) {
    const std::uint64_t trials = std::uint64_t{1} << 17;
    const auto results = sim::run(tests::plan(kScenario, with(method, trials, {kStudent})));
    for (std::size_t p = 0; p < expected.size(); ++p) {
      INFO(method << " " << kExpected[p].first << " " << kExpected[p].second);
      CHECK(results.correlations[p].requested == Approx(expected[p]).epsilon(1e-12));
      // Extremes that come together make the standard error larger than 1 / sqrt(n), by sqrt(1.8) at most (docs/methods.md).
      CHECK(std::abs(results.correlations[p].achieved - expected[p]) < 5 * 1.35 / std::sqrt(static_cast<double>(trials)));
    }
  }
}

TEST_CASE("a Student-t copula makes extremes of shocks come together, under every design", "[engine][correlations]") {
  // C(q, q) / q at q = 0.01 and a rank correlation of -0.6 (r = -0.638) between one's lower and the other's upper tail; the Gaussian
  // copula has 0.20. Of 2^17 trials about 1300 have the first below q: 5 standard errors are at most 5 sqrt(1 / 4 / 1300) = 0.07.
  for (const std::string& method : kMethods) {
    const auto results = sim::run(tests::plan(kScenario, with(method, 1 << 17, {kStudent, "outputs.samples=131072"})));
    const auto a = samples(results, "shock.s[2025]"), b = samples(results, "shock.common[2026]");
    double first = 0, both = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      first += a[i] < -2.3263479;
      both += a[i] < -2.3263479 && b[i] > 2.3263479;
    }
    INFO(method);
    CHECK(first == Approx(1310.72).margin(5 * 36));
    CHECK(std::abs(both / first - 0.4178) < 0.07);
  }
}

TEST_CASE("a copula moves no draw of inputs that nothing ties", "[engine][correlations]") {
  for (const std::string& method : kMethods) {
    const auto gaussian = sim::run(tests::plan(kScenario, with(method, 4096, {"outputs.samples=4096"})));
    const auto student = sim::run(tests::plan(kScenario, with(method, 4096, {"outputs.samples=4096", kStudent})));
    REQUIRE(gaussian.inputs.size() == student.inputs.size());
    int same = 0;
    for (std::size_t k = 0; k < gaussian.inputs.size(); ++k) {
      CHECK(gaussian.inputs[k].name == student.inputs[k].name);
      CHECK(gaussian.inputs[k].dimension == student.inputs[k].dimension);
      same += gaussian.inputs[k].samples == student.inputs[k].samples;
    }
    // 6 uncertain numbers and 6 shocks, of which 7 are tied. A coin need not change, but among 4096 some do.
    CHECK(gaussian.inputs.size() == 12);
    CHECK(same == 12 - 7);
  }
}

TEST_CASE("achieved correlations are those of all trials and of no other", "[engine][correlations]") {
  // 5000 is neither a multiple of blocks nor of chunks. Shocks are standard normal, so Phi takes their draws back to uniforms.
  const auto results = sim::run(tests::plan(kScenario, with("monte-carlo", 5000, {"outputs.samples=5000"})));
  const auto uniforms = [&](const std::string& name) {
    std::vector<double> values = samples(results, name);
    for (double& x : values) x = sim::math::normal_cdf(x);
    return values;
  };
  const double expected = correlation(uniforms("shock.s[2025]"), uniforms("shock.common[2026]"));
  CHECK(results.correlations[0].achieved == Approx(expected).margin(1e-6));
}

TEST_CASE("achieved correlations have the same bits on any number of threads", "[engine][threads]") {
  for (const std::string& copula : {std::string("copula.kind=\"gaussian\""), kStudent}) {
    const sim::Plan plan = tests::plan(kScenario, with("monte-carlo", 300 * 4096 + 1234, {copula}));
    const auto one = sim::run(plan, {.threads = 1});
    for (const int threads : {2, 7}) {
      const auto many = sim::run(plan, {.threads = threads});
      for (std::size_t p = 0; p < kExpected.size(); ++p) CHECK(many.correlations[p].achieved == one.correlations[p].achieved);
      for (std::size_t k = 0; k < one.inputs.size(); ++k) CHECK(many.inputs[k].mean == one.inputs[k].mean);
    }
  }
}

TEST_CASE("a scenario without correlations has none to report", "[engine][correlations]") {
  const auto text = kScenario.substr(0, kScenario.find("[[correlations]]"));
  CHECK(sim::run(tests::plan(text, with("monte-carlo", 100))).correlations.empty());
}
