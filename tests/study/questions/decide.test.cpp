#include "study/questions/decide.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "sim/math/normal.hpp"
#include "tests/catch.hpp"
#include "tests/sim/lognormal_demand.hpp"
#include "tests/sim/seeds.hpp"

using namespace cellcast;

namespace {

constexpr double kMean = 0.4, kRank = 0.5;

/// Takes part or not. It pays 0.4 + a + 0.5 b + 0.8 c then; a and b are correlated, d pays either way.
config::Scenario option(bool takes_part, const std::string& method, std::uint64_t trials, std::uint64_t seed) {
  std::string text = tests::kPlain + R"toml([segments.s]
production = 100.0
price = 1.0
gross_margin = 0.1
utilization = 0.5
[segments.s.growth]
rate = 0.0
[segments.s.markets.home]
demand = 100.0
home_share = 1.0
[variables]
a = { dist = "normal", mean = 0.0, sd = 1.0 }
b = { dist = "normal", mean = 0.0, sd = 1.0 }
c = { dist = "normal", mean = 0.0, sd = 1.0 }
d = { dist = "normal", mean = 0.0, sd = 1.0 }
part = 0.0
[derived.gain]
expression = "0.4 + input('variables.a') + 0.5 * input('variables.b') + 0.8 * input('variables.c')"
unit = "1"
[derived.own]
expression = "input('variables.d')"
unit = "1"
[[correlations]]
between = ["variables.a", "variables.b"]
rank = 0.5
)toml";
  return tests::scenario(text, tests::drawn(method, trials, seed,
                                            {std::string("name=\"") + (takes_part ? "part" : "none") + "\"",
                                             std::string("variables.part=") + (takes_part ? "1.0" : "0.0")}));
}

/// s L(|m| / s), L the unit normal loss.
double loss(double mean, double sd) {
  const double t = std::fabs(mean) / sd;
  return sd * (std::exp(-t * t / 2) / std::sqrt(2 * std::numbers::pi) - t * sim::math::normal_cdf(-t));
}

output::Decided decided(const std::string& method, std::uint64_t trials, std::uint64_t seed, const sim::Preference& preference = {}) {
  const std::array options{study::source_of(option(false, method, trials, seed)), study::source_of(option(true, method, trials, seed))};
  return study::decide(options, "10 + own + input('variables.part') * gain", preference, {.threads = 1}, {});
}

const sim::KnownFactor& known(const output::Decided& decided, const std::string& name) {
  return *std::ranges::find(decided.found.known, name, &sim::KnownFactor::name);
}

}  // namespace

// What taking part pays more is normal with the mean 0.4: knowing x_k is worth s L(0.4 / s), s the sd of its expectation given x_k, the
// group a + b alike. Normals whose ranks are correlated by 0.5 are correlated by 2 sin(pi / 12). 95 % intervals, widened by 0.5 % of the
// value of perfect information: of 500, fewer than 465 hold with a probability of 2 % where exactly 95 of 100 do, and 0.01 % where 96 do;
// of 60 fewer than 51 with 0.07 %.
TEST_CASE("under every design the value of knowing inputs of a scenario is a closed form", "[questions][decide][coverage][long]") {
  const int seeds = tests::repetitions(60, 500);
  const std::uint64_t trials = seeds >= 500 ? 65'536 : 16'384;
  const double rho = 2 * std::sin(std::numbers::pi * kRank / 6);
  const double pair = 1 + 0.25 + 2 * rho * 0.5;
  const double all = loss(kMean, std::sqrt(pair + 0.64));
  const std::array<std::pair<std::string, double>, 4> truths{{{"variables.a", loss(kMean, 1 + 0.5 * rho)},
                                                              {"variables.b", loss(kMean, 0.5 + rho)},
                                                              {"variables.c", loss(kMean, 0.8)},
                                                              {"variables.a + variables.b", loss(kMean, std::sqrt(pair))}}};
  for (const char* method : {"monte-carlo", "latin-hypercube", "sobol"}) {
    DYNAMIC_SECTION(method) {
      std::array<int, 6> held{};
      for (int seed = 1; seed <= seeds; ++seed) {
        const output::Decided found = decided(method, trials, static_cast<std::uint64_t>(seed));
        REQUIRE(found.found.choice.best == 1);
        const auto holds = [&](const sim::Estimate& estimate, double truth) {
          return estimate.low - 0.005 * all <= truth && truth <= estimate.high + 0.005 * all;
        };
        held[0] += holds(found.found.choice.evpi, all);
        for (std::size_t k = 0; k < truths.size(); ++k) held[k + 1] += holds(known(found, truths[k].first).value, truths[k].second);
        held[5] += known(found, "variables.d").value.value < 0.005 * all;
      }
      INFO(method << ": everything, a, b, c, a + b, without effect: " << held[0] << ", " << held[1] << ", " << held[2] << ", " << held[3]
                  << ", " << held[4] << ", " << held[5] << " of " << seeds);
      if (seeds >= 500)
        WARN(method << ": everything, a, b, c, a + b, without effect: " << held[0] << ", " << held[1] << ", " << held[2] << ", " << held[3]
                    << ", " << held[4] << ", " << held[5] << " of " << seeds);
      for (const int count : held) CHECK(count >= (seeds >= 500 ? 0.93 : seeds >= 60 ? 0.85 : 0) * seeds);
    }
  }
}

// The mean of the worst alpha of a normal number is m - s phi(z) / alpha, z its quantile; its standard error is below 1.7 s / sqrt(alpha
// n), of which there are five here.
TEST_CASE("an option's worst part is a closed form under every design", "[questions][decide]") {
  constexpr double kAlpha = 0.1;
  constexpr std::uint64_t kTrials = 16'384;
  const double z = sim::math::normal_quantile(kAlpha), density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
  const double rho = 2 * std::sin(std::numbers::pi * kRank / 6), sd = std::sqrt(1 + 1 + 0.25 + 2 * rho * 0.5 + 0.64);
  for (const char* method : {"monte-carlo", "latin-hypercube", "sobol"}) {
    const output::Decided found = decided(method, kTrials, 1, {false, kAlpha});
    const double margin = 5 * 1.7 / std::sqrt(kAlpha * static_cast<double>(kTrials));
    CHECK(*found.found.choice.options[0].worst == Approx(10 - density / kAlpha).margin(margin));
    CHECK(*found.found.choice.options[1].worst == Approx(10 + kMean - sd * density / kAlpha).margin(sd * margin));
    CHECK(found.found.choice.best == 0);
    CHECK(found.found.known.empty());
  }
}
