#include "sim/score/score_trials.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <vector>

#include "sim/engine/findings/updating.hpp"
#include "sim/math/normal.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;
using namespace cellcast::sim;

namespace {

/// The level of a driver a year on is 10 (1 + rate), linear in a normal rate; two years on 10 (1 + rate)^2.
const std::string kDriver = tests::kPlain + R"([segments.s]
production = 100.0
price = 2.0
gross_margin = 0.1
utilization = 0.5
[segments.s.growth]
process = "drivers"
[segments.s.growth.drivers.cars]
base = 10.0
unit = "million"
rate = { dist = "normal", mean = 0.10, sd = 0.04, min = -0.5, max = 0.7 }
[segments.s.markets.home]
demand = 100.0
home_share = 1.0
[[observations]]
variable = "driver_level"
index = "s.cars"
year = 2025
value = 11.6
sd = 0.3
)";
config::Overrides of_trials(std::uint64_t trials) {
  config::Overrides overrides;
  overrides.trials = trials;
  overrides.set = {"economy.cumulative_production=10000.0"};
  return overrides;
}

RunOptions on(int threads) {
  RunOptions options;
  options.threads = threads;
  return options;
}

constexpr double kPriorMean = 0.10, kPriorSd = 0.04, kSeen = 0.16, kSeenSd = 0.03;
constexpr double kPrecision = 1 / (kPriorSd * kPriorSd) + 1 / (kSeenSd * kSeenSd);
const double kMean = (kPriorMean / (kPriorSd * kPriorSd) + kSeen / (kSeenSd * kSeenSd)) / kPrecision, kSd = 1 / std::sqrt(kPrecision);

ScoredCell level_in(const Plan& plan, int year, double value) {
  const CellName name{"s.cars", year};
  const VariableId id = VariableId::driver_level;
  return {id, *find_cell(plan.labels, variable(id), name.index, year),
          {{value, 0, false, error_stream(42, "driver_level", name), tie_stream(42, "driver_level", name)}}};
}

bool same(const Scores& a, const Scores& b) {
  return a.pit == b.pit && a.crps == b.crps && a.interval_50 == b.interval_50 && a.interval_90 == b.interval_90 && a.miss == b.miss &&
         a.log_score == b.log_score && a.quantiles == b.quantiles;
}

/// Every cell of revenue and production of kProduct, with errors.
std::vector<ScoredCell> many_cells(const Plan& plan) {
  std::vector<ScoredCell> cells;
  for (const VariableId id : {VariableId::revenue, VariableId::production, VariableId::total_revenue}) {
    const std::vector<CellName> names = cell_names(plan.labels, variable(id));
    const std::string name(variable(id).name);
    for (std::size_t k = 0; k < names.size(); ++k)
      cells.push_back({id, k, {{150.0 + static_cast<double>(k), 0.1, true, error_stream(1, name, names[k]), tie_stream(1, name, names[k])}}});
  }
  return cells;
}

}  // namespace

TEST_CASE("weighted trials score as the posterior of a normal prior", "[score][engine]") {
  const Plan plan = tests::plan(kDriver, of_trials(1 << 20));
  const std::vector<std::uint32_t> weights = weigh_trials(plan, plan.trials, {});
  WeightSums sums;
  sums.add(weights);
  const double n = sums.effective();
  CHECK(n > 300'000);
  const std::vector<ScoredCell> cells{level_in(plan, 2025, 11.2), level_in(plan, 2026, 14.0)};
  const auto updated = score_trials(plan, plan.trials, cells, weights, {});
  // F and the densities about it: places within 4.5 standard errors of 0.5 / sqrt(effective trials), odds of 1 in 147,000 each.
  for (std::size_t k = 0; k < 2; ++k) {
    const Scores& scores = updated[k][0];
    const double rate = k == 0 ? 0.12 : std::sqrt(1.4) - 1;
    CHECK(std::fabs(scores.pit - math::normal_cdf((rate - kMean) / kSd)) < 4.5 * 0.5 / std::sqrt(n));
    // A quantile's standard error: sqrt(p (1 - p) / n) over the density, which is 1.25 sd / sqrt(n) at the median, at most 2.2 sd / sqrt(n).
    const double median = std::pow(scores.quantiles[2] / 10, k == 0 ? 1 : 0.5) - 1, p95 = std::pow(scores.quantiles[4] / 10, k == 0 ? 1 : 0.5) - 1;
    CHECK(std::fabs(median - kMean) < 4.5 * 1.26 * kSd / std::sqrt(n));
    CHECK(std::fabs(p95 - (kMean + 1.6448536 * kSd)) < 4.5 * 2.2 * kSd / std::sqrt(n));
    // The CRPS of the logarithm, by the integral of (F(t) - 1{t >= x})^2 in steps of sd / 1000; its standard error is below sd / sqrt(n).
    double crps = 0;
    const double power = k == 0 ? 1 : 2;
    for (double z = -8; z < 8; z += 1e-3) {
      const double from = power * std::log(1 + kMean + z * kSd), to = power * std::log(1 + kMean + (z + 1e-3) * kSd);
      const double f = math::normal_cdf(z + 5e-4) - (kMean + (z + 5e-4) * kSd >= rate ? 1 : 0);
      crps += (to - from) * f * f;
    }
    CHECK(std::fabs(scores.crps - crps) < 4.5 * power * kSd / std::sqrt(n));
    CHECK(scores.crps == Approx(crps).epsilon(0.02));
  }
  // Without weights the prior.
  const auto prior = score_trials(plan, plan.trials, cells, {}, {});
  CHECK(std::fabs(prior[0][0].pit - math::normal_cdf((0.12 - kPriorMean) / kPriorSd)) < 4.5 * 0.5 / 1024);
}

TEST_CASE("scores are the same bits on any number of threads and in any memory", "[score][engine]") {
  const Plan plan = tests::plan(tests::kProduct, of_trials(100'000));
  const std::vector<ScoredCell> cells = many_cells(plan);
  const auto one = score_trials(plan, plan.trials, cells, {}, on(1));
  REQUIRE(passes(cells.size(), plan.trials) == 1);
  const auto expect_same = [&](const std::vector<std::vector<Scores>>& other) {
    REQUIRE(other.size() == one.size());
    for (std::size_t k = 0; k < one.size(); ++k) CHECK(same(one[k][0], other[k][0]));
  };
  expect_same(score_trials(plan, plan.trials, cells, {}, on(2)));
  expect_same(score_trials(plan, plan.trials, cells, {}, on(7)));
  const ScoringMemory little{2 * 8 * 100'000};  // two rows
  CHECK(passes(cells.size(), plan.trials, little) == (cells.size() + 1) / 2);
  std::atomic<std::uint64_t> most = 0;
  RunOptions watched = on(2);
  watched.progress = [&](std::uint64_t done) {
    for (std::uint64_t before = most; before < done && !most.compare_exchange_weak(before, done);) {
    }
  };
  expect_same(score_trials(plan, plan.trials, cells, {}, watched, little));
  CHECK(most == passes(cells.size(), plan.trials, little) * plan.trials);
}

TEST_CASE("weights are the same bits on any number of threads", "[score][engine]") {
  const Plan plan = tests::plan(kDriver, of_trials(100'000));
  CHECK(weigh_trials(plan, plan.trials, on(1)) == weigh_trials(plan, plan.trials, on(3)));
}

TEST_CASE("scoring stops when it is told to", "[score][engine]") {
  const Plan plan = tests::plan(tests::kProduct, of_trials(100'000));
  const std::atomic<bool> stop = true;
  RunOptions stopped;
  stopped.stop = &stop;
  CHECK_THROWS_AS(score_trials(plan, plan.trials, many_cells(plan), {}, stopped), Stopped);
  CHECK_THROWS_AS(weigh_trials(tests::plan(kDriver), 1000, stopped), Stopped);
}

TEST_CASE("places of scenarios are uniform where another seed says what happens", "[score][engine]") {
  // 2,000 scenarios of 200 trials, each held to a trial of another seed. Kolmogorov with the bound of outcome.test.cpp, and 0.22 for places
  // of 1 / 200.
  config::Scenario scenario = tests::scenario(tests::kProduct, of_trials(200));
  scenario.outputs.variables = {"total_revenue"};
  std::vector<double> places;
  const CellName name{"", 2024};
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    scenario.sampling.seed = 1'000'000 + seed;
    const Plan truth = compile(scenario);
    scenario.sampling.seed = seed;
    const Plan plan = compile(scenario);
    const VariableId id = VariableId::total_revenue;
    const std::size_t cell = *find_cell(plan.labels, variable(id), "", 2024);
    const double value = score_trials(truth, 1, std::vector<ScoredCell>{{id, cell, {{1, 0, false, {}, {}}}}}, {}, on(1))[0][0].quantiles[2];
    const Outcome outcome{value, 0, false, error_stream(seed, "total_revenue", name), tie_stream(seed, "total_revenue", name)};
    places.push_back(score_trials(plan, 200, std::vector<ScoredCell>{{id, cell, {outcome}}}, {}, on(1))[0][0].pit);
  }
  std::ranges::sort(places);
  double most = 0;
  for (std::size_t i = 0; i < places.size(); ++i)
    most = std::max({most, static_cast<double>(i + 1) / 2000 - places[i], places[i] - static_cast<double>(i) / 2000});
  CHECK(most * std::sqrt(2000.0) < 2.6 + 0.22);
}
