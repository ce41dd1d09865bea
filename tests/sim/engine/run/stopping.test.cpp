#include <algorithm>
#include <cmath>

#include "sim/engine/run/run.hpp"
#include "sim/math/normal.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

#ifdef CELLCAST_WATCHED  // by a sanitizer, or counted for coverage
constexpr int kSeeds = 3;
#else
constexpr int kSeeds = 20;
#endif

// Demand of the last year is 100 exp(z), z the sum of a normal of 0.5 in the base year and one of 0.3: lognormal of sd sqrt(0.34).
const std::string kSegment = R"([segments.s]
production = 100.0
price = 1.0
gross_margin = 0.1
utilization = 0.5
[segments.s.growth]
rate = 0.0
volatility = 0.3
persistence = 0.0
[segments.s.markets.home]
demand = { dist = "lognormal", median = 100.0, sigma = 0.5, max = 6000.0 }
home_share = 1.0
)";

double truth(double p) { return 100 * std::exp(std::sqrt(0.34) * sim::math::normal_quantile(p)); }

sim::Results run(const std::string& method, std::uint64_t seed, const std::string& quantile, const std::string& target,
                 const std::string& most, const std::string& segment = kSegment) {
  config::Overrides overrides;
  overrides.method = method;
  overrides.set = {"horizon.end_year=2025", "outputs.variables=[\"demand\"]",
                   "outputs.quantiles=[" + (quantile == "\"mean\"" ? "0.5" : quantile) + "]",
                   "sampling.stop={ variable = \"demand\", index = \"s.home\", quantile = " + quantile + ", relative_error = " + target +
                       ", max_trials = " + most + " }"};
  config::Scenario scenario = tests::scenario(tests::kPlain + segment, overrides);
  scenario.sampling.seed = seed;
  return sim::run(sim::compile(scenario), {.threads = 1});
}

bool covers(const sim::Results& results, double exact) {
  const sim::Field& demand = results.fields.front();
  return demand.quantiles_low.back() <= exact && exact <= demand.quantiles_high.back();
}

const std::vector<std::string> kMethods{"monte-carlo", "sobol"};  // a hypercube cannot grow

/// The quantiles 0.0005 and 0.9995 of so many trials.
sim::Results run_trials(const std::string& method, std::uint64_t seed, std::uint64_t trials) {
  config::Overrides overrides;
  overrides.method = method;
  overrides.trials = trials;
  overrides.set = {"horizon.end_year=2025", "outputs.variables=[\"demand\"]", "outputs.quantiles=[0.0005, 0.9995]"};
  config::Scenario scenario = tests::scenario(tests::kPlain + kSegment, overrides);
  scenario.sampling.seed = seed;
  return sim::run(sim::compile(scenario), {.threads = 1});
}

}  // namespace

TEST_CASE("a quantile that the sample does not bound on one side is not known, and the run goes on", "[engine][stop]") {
  for (const std::string& method : kMethods) {
    for (const std::string quantile : {"0.9999", "0.0001"}) {
      // Even to 100 %: the largest and the smallest value are no bounds below ln 0.025 / ln 0.9999 = 36,887.
      const sim::Results few = run(method, 1, quantile, "1", "16384");
      INFO(method << " " << quantile);
      REQUIRE(few.stop);
      CHECK(few.trials == 16384);
      CHECK_FALSE(few.stop->is_reached);
      CHECK(std::isinf(few.stop->error.value));
      CHECK(few.stop->error.why == (quantile == "0.9999" ? sim::Unknown::no_upper_bound : sim::Unknown::no_lower_bound));
      const sim::Field& demand = few.fields.front();
      CHECK(std::isnan(quantile == "0.9999" ? demand.quantiles_high.back() : demand.quantiles_low.back()));
      CHECK(std::isfinite(quantile == "0.9999" ? demand.quantiles_low.back() : demand.quantiles_high.back()));
      CHECK(std::isfinite(demand.quantiles.back()));

      const sim::Results enough = run(method, 1, quantile, "1", "1_000_000");
      CHECK(enough.stop->is_reached);
      CHECK(enough.trials >= 36888);
      CHECK(enough.stop->error.value <= 1);
    }
  }
}

// Of 20 seeds at least 15 cover: with a coverage of 95 % fewer do with odds of 3e-4, of 4 cases 1e-3; seeds are fixed.
TEST_CASE("where a rule for a quantile in the tail has ended the run its bounds cover the truth", "[engine][stop]") {
  for (const std::string& method : kMethods) {
    for (const std::string quantile : {"0.999", "0.001"}) {
      const std::string target = method == "sobol" ? "0.1" : "0.15";
      int covered = 0, close = 0;
      for (int seed = 1; seed <= kSeeds; ++seed) {
        const sim::Results results = run(method, static_cast<std::uint64_t>(seed), quantile, target, "1_000_000");
        CHECK(results.stop->is_reached);
        CHECK(results.trials >= 3688);
        const double exact = truth(std::stod(quantile));
        covered += covers(results, exact);
        close += std::fabs(results.fields.front().quantiles.back() - exact) < 0.4 * exact;
      }
      INFO(method << " " << quantile << ": " << covered << " of " << kSeeds);
      CHECK(covered >= kSeeds * 3 / 4);
      CHECK(close == kSeeds);  // 2.7 half widths of 95 %
    }
  }
}

TEST_CASE("a mean is not known while all trials have had one value", "[engine][stop]") {
  // Demand is 10,000 in a hundred-thousandth of the trials: of 4,096 with odds of 4 % in any.
  std::string rare = kSegment;
  const std::string law = "{ dist = \"lognormal\", median = 100.0, sigma = 0.5, max = 6000.0 }";
  rare.replace(rare.find(law), law.size(), "{ dist = \"discrete\", values = [100.0, 10000.0], weights = [0.99999, 0.00001] }");
  rare.replace(rare.find("volatility = 0.3"), 16, "volatility = 0.0");
  for (const std::string& method : kMethods) {
    const sim::Results few = run(method, 3, "\"mean\"", "0.01", "8192", rare);
    INFO(method);
    REQUIRE(few.fields.front().max.back() == 100);
    CHECK(few.trials == 8192);
    CHECK_FALSE(few.stop->is_reached);
    CHECK(few.stop->error.why == sim::Unknown::constant);
    // Its median is: half of the trials are at most 100, and half at least.
    const sim::Results median = run(method, 3, "0.5", "0.01", "1_000_000", rare);
    CHECK(median.stop->is_reached);
    CHECK(median.trials < 20000);
    CHECK(median.fields.front().quantiles_low.back() == 100);
    CHECK(median.fields.front().quantiles_high.back() == 100);
  }
}

// A bound that there is covers in 97.5 %: of 40 fewer than 34 do with odds of 7e-5. ln 0.025 / ln 0.9995 = 7,376 trials.
TEST_CASE("bounds in both tails are there from enough trials on, and hold, under every design", "[engine][stop]") {
  constexpr int kRuns = 2 * kSeeds;
  for (const std::string method : {"monte-carlo", "latin-hypercube", "sobol"}) {
    const sim::Field few = run_trials(method, 1, 4096).fields.front();
    INFO(method);
    CHECK(std::isnan(few.quantiles_low[few.quantiles_low.size() - 2]));
    CHECK(std::isnan(few.quantiles_high.back()));
    int low = 0, high = 0, is_there = 0;
    for (int seed = 1; seed <= kRuns; ++seed) {
      const sim::Field demand = run_trials(method, static_cast<std::uint64_t>(seed), 16384).fields.front();
      const double below = demand.quantiles_low[demand.quantiles_low.size() - 2], above = demand.quantiles_high.back();
      is_there += std::isfinite(below) + std::isfinite(above);
      low += std::isnan(below) || below <= truth(0.0005);
      high += std::isnan(above) || above >= truth(0.9995);
    }
    INFO(low << " and " << high << " of " << kRuns << ", " << is_there << " bounds");
    CHECK(low >= kRuns * 17 / 20);
    CHECK(high >= kRuns * 17 / 20);
    CHECK(is_there >= kRuns);  // of twice as many
  }
}

TEST_CASE("what is the same whatever is drawn is known at once, bounds and all", "[engine][stop]") {
  std::string certain = kSegment;
  const std::string law = "{ dist = \"lognormal\", median = 100.0, sigma = 0.5, max = 6000.0 }";
  certain.replace(certain.find(law), law.size(), "100.0");
  for (const std::string quantile : {"\"mean\"", "0.99999"}) {
    const sim::Results results = run("monte-carlo", 1, quantile, "0.01", "100_000, year = 2024", certain);
    CHECK(results.stop->is_reached);
    CHECK(results.trials == 4096);
    CHECK(results.fields.front().quantiles_low.front() == 100);
    CHECK(results.fields.front().quantiles_high.front() == 100);
  }
}
