#include <algorithm>
#include <cmath>

#include "sim/engine/run.hpp"
#include "sim/math/normal.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

constexpr int kSeeds = 2000;

// Demand of 2030 is D0 exp(x), x = sum of 0.6^(2030 - t) 0.15 (sqrt 0.4 common[t] + sqrt 0.6 segment[t]): lognormal, of 13 normals.
const std::string kSegment = R"([segments.s]
production = 100.0
price = 1.0
gross_margin = 0.1
utilization = 0.5
[segments.s.growth]
rate = 0.0
volatility = 0.15
persistence = 0.6
[segments.s.markets.home]
demand = { dist = "lognormal", median = 100.0, sigma = 0.2 }
home_share = 1.0
)";

struct Truth {
  Truth() {
    double variance = 0.2 * 0.2;
    for (int k = 0; k < 6; ++k) variance += 0.15 * 0.15 * std::pow(0.36, k);
    sigma = std::sqrt(variance);
  }
  double mean() const { return 100 * std::exp(sigma * sigma / 2); }
  double quantile(double p) const { return 100 * std::exp(sigma * sim::math::normal_quantile(p)); }
  double sigma;
};

config::Scenario scenario(const std::string& method, std::vector<std::string> set, std::uint64_t trials) {
  set.insert(set.begin(), {"economy.shock_correlation=0.4", "horizon.end_year=2030", "outputs.variables=[\"demand\"]",
                           "outputs.quantiles=[0.05, 0.5, 0.95]"});
  config::Overrides overrides;
  overrides.set = std::move(set);
  overrides.method = method;
  if (trials > 0) overrides.trials = trials;
  return tests::scenario(tests::kPlain + kSegment, overrides);
}

/// How many of so many runs with as many seeds have what is asked of their results.
template <class Has>
int count(config::Scenario scenario, int seeds, Has has) {
  int found = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    scenario.sampling.seed = static_cast<std::uint64_t>(seed);
    found += has(sim::run(sim::compile(scenario), {.threads = 1}));
  }
  return found;
}

constexpr std::size_t kLast = 6;  // cell of 2030

bool covers_mean(const sim::Results& results) {
  const sim::Field& demand = results.fields.front();
  return std::fabs(demand.mean[kLast] - Truth().mean()) <= results.confidence_factor * demand.mean_error[kLast];
}

bool covers_quantile(const sim::Results& results, std::size_t q) {
  const sim::Field& demand = results.fields.front();
  const double exact = Truth().quantile(results.probabilities[q]);
  const std::size_t place = kLast * results.probabilities.size() + q;
  return demand.quantiles_low[place] <= exact && exact <= demand.quantiles_high[place];
}

}  // namespace

// With 2,000 seeds a coverage of 95 % is found below 93 or above 97 % with odds of 4e-5; seeds are fixed, so it either is or is not.
TEST_CASE("95 % bounds cover the mean and quantiles under every design", "[engine][coverage]") {
  for (const std::string method : {"monte-carlo", "latin-hypercube", "sobol"}) {
    int mean = 0;
    std::array<int, 3> quantiles{};
    count(scenario(method, {}, 2048), kSeeds, [&](const sim::Results& results) {
      mean += covers_mean(results);
      for (std::size_t q = 0; q < 3; ++q) quantiles[q] += covers_quantile(results, q);
      return true;
    });
    WARN(method << ": mean " << mean << ", P5 " << quantiles[0] << ", P50 " << quantiles[1] << ", P95 " << quantiles[2] << " of " << kSeeds);
    CHECK(std::abs(mean - 0.95 * kSeeds) <= 0.02 * kSeeds);
    for (const int covered : quantiles) CHECK(std::abs(covered - 0.95 * kSeeds) <= 0.02 * kSeeds);
  }
}

TEST_CASE("95 % bounds cover the truth where a rule has ended the run", "[engine][coverage]") {
  struct Case {
    std::string method, quantile, target;
    bool (*covers)(const sim::Results&);
  };
  const auto median = [](const sim::Results& results) { return covers_quantile(results, 1); };
  const auto p95 = [](const sim::Results& results) { return covers_quantile(results, 2); };
  for (const Case& c : {Case{"monte-carlo", "\"mean\"", "0.005", covers_mean}, Case{"monte-carlo", "0.5", "0.007", median},
                        Case{"monte-carlo", "0.95", "0.011", p95}, Case{"sobol", "\"mean\"", "0.0004", covers_mean},
                        Case{"sobol", "0.5", "0.0025", median}, Case{"sobol", "0.95", "0.004", p95}}) {
    std::uint64_t trials = 0;
    int reached = 0;
    const int covered = count(scenario(c.method, {"sampling.stop={ variable = \"demand\", index = \"s.home\", quantile = " + c.quantile +
                                                  ", relative_error = " + c.target + ", max_trials = 10_000_000 }"}, 0),
                              kSeeds, [&](const sim::Results& results) {
                                trials += results.trials;
                                reached += results.stop->is_reached;
                                return c.covers(results);
                              });
    WARN(c.method << " " << c.quantile << ": covered " << covered << " of " << kSeeds << ", mean trials " << trials / kSeeds);
    CHECK(reached == kSeeds);
    CHECK(std::abs(covered - 0.95 * kSeeds) <= 0.02 * kSeeds);
  }
}
