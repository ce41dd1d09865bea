#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "sim/engine/findings/confidence_factor.hpp"
#include "sim/engine/run/run.hpp"
#include "sim/math/normal.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/plan/questions.hpp"
#include "sim/questions/events.hpp"
#include "tests/catch.hpp"
#include "tests/sim/lognormal_demand.hpp"
#include "tests/sim/seeds.hpp"

using namespace cellcast;

namespace {

constexpr int kYears = 4;

config::Scenario scenario(const std::string& method, std::uint64_t trials, std::vector<std::string> set) {
  config::Overrides overrides;
  overrides.set = std::move(set);
  overrides.set.insert(overrides.set.begin(), {"economy.shock_correlation=0.4", "horizon.end_year=" + std::to_string(2024 + kYears)});
  overrides.method = method;
  overrides.trials = trials;
  return tests::scenario(tests::kLognormalDemand, overrides);
}

/// Demand above which a share of trials lies.
std::string demand_above(double share, int years = kYears) {
  return "demand[s, home, end] > " + config::text(100 * std::exp(tests::log_demand_sd(years) * sim::math::normal_quantile(1 - share)));
}

struct Asked {
  std::vector<std::string> conditions;
  std::string given;  ///< empty where nothing is
  std::vector<double> truths;
};

/// How many of so many seeds have the truth in the interval of each condition.
std::vector<int> covered(config::Scenario scenario, const Asked& asked, int seeds) {
  const sim::Scope scope = sim::question_scope(scenario);
  std::vector<std::string> texts = asked.conditions;
  if (!asked.given.empty()) texts.push_back(asked.given);
  std::vector<sim::Question> questions;
  for (const std::string& text : texts) questions.push_back(sim::ask(text, scope, sim::Wanted::single_number));
  std::vector<int> counts(asked.conditions.size());
  for (int seed = 1; seed <= seeds; ++seed) {
    scenario.sampling.seed = static_cast<std::uint64_t>(seed);
    const sim::Plan plan = sim::compile(scenario, sim::dimension_order(scenario), questions);
    sim::Events events;
    for (std::size_t k = 0; k < counts.size(); ++k) events.conditions.push_back(plan.layout.offset(plan.questions[k]));
    if (!asked.given.empty()) events.given = plan.layout.offset(plan.questions.back());
    const sim::EventTally tally = sim::count_events({&plan, plan.trials}, events, {});
    const double factor = sim::confidence_factor(plan.design->replicates(), plan.trials);
    for (std::size_t k = 0; k < counts.size(); ++k) {
      const sim::Proportion found = sim::proportion(tally.counts[k], factor);
      counts[k] += found.low <= asked.truths[k] && asked.truths[k] <= found.high;
    }
  }
  return counts;
}

constexpr std::array kMethods{"monte-carlo", "latin-hypercube", "sobol"};

/// Trials of each repetition: as many as the documents speak of where there is time.
std::uint64_t trials() { return tests::repetitions(0, 1) == 1 ? 65'536 : 16'384; }

}  // namespace

// 2,000 seeds find a coverage of 95 % below 93 or above 97 % with odds of 4e-5 for each of 12 figures; 150 seeds find it below 90 or above
// 100 % with 0.3 %. Seeds are fixed.
TEST_CASE("intervals of probabilities hold the truth in 95 % of seeds", "[questions][probability][coverage][long]") {
  const int seeds = tests::repetitions(150, 2000);
  const double tolerance = seeds == 2000 ? 0.02 : seeds < 10 ? 0.5 : 0.05;
  const std::vector<Asked> all{{{demand_above(0.5), demand_above(0.05), demand_above(0.001)}, "", {0.5, 0.05, 0.001}},
                               {{demand_above(0.06)}, demand_above(0.3), {0.2}}};
  for (const char* method : kMethods) {
    for (const Asked& asked : all) {
      const std::vector<int> found = covered(scenario(method, trials(), {}), asked, seeds);
      for (std::size_t k = 0; k < found.size(); ++k) {
        INFO(method << ", P = " << asked.truths[k] << (asked.given.empty() ? "" : " where given") << ": " << found[k] << " of " << seeds);
        CHECK(std::fabs(found[k] - 0.95 * seeds) <= tolerance * seeds);
        if (seeds >= 2000) WARN(method << ", P = " << asked.truths[k] << (asked.given.empty() ? "" : " where given") << ": " << found[k] << " of " << seeds);
      }
    }
  }
}

// One input decides: a count in each stratum is known but for the one that the level cuts, so that the interval is too wide, if anything.
TEST_CASE("intervals of probabilities hold the truth where a single input decides", "[questions][probability][coverage][long]") {
  const int seeds = tests::repetitions(150, 2000);
  const double tolerance = seeds == 2000 ? 0.02 : seeds < 10 ? 0.5 : 0.05;
  const Asked asked{{demand_above(0.5, 0), demand_above(0.01, 0)}, "", {0.5, 0.01}};
  for (const char* method : kMethods) {
    const std::vector<int> found = covered(scenario(method, trials(), {"segments.s.growth.volatility=0"}), asked, seeds);
    for (std::size_t k = 0; k < found.size(); ++k) {
      INFO(method << ", P = " << asked.truths[k] << ": " << found[k] << " of " << seeds);
      CHECK(found[k] >= (0.95 - tolerance) * seeds);
      if (seeds >= 2000) WARN(method << ", P = " << asked.truths[k] << ", one input: " << found[k] << " of " << seeds);
    }
  }
}

TEST_CASE("a probability is the exceedance of a threshold to the bit", "[questions][probability]") {
  for (const char* method : kMethods) {
    const config::Scenario asked = scenario(method, 5000, {"outputs.thresholds={ demand = [80.0, 100.0, 170.0] }"});
    const sim::Results results = sim::run(sim::compile(asked));
    const sim::Field& demand = results.fields.front();
    REQUIRE(sim::variable(demand.id).name == "demand");
    const sim::Scope scope = sim::question_scope(asked);
    std::vector<sim::Question> questions;
    for (const char* level : {"80", "100", "170"})
      questions.push_back(sim::ask(std::string("demand[end, s, home] > ") + level, scope, sim::Wanted::single_number));
    const sim::Plan plan = sim::compile(asked, sim::dimension_order(asked), questions);
    sim::Events events;
    for (const sim::VariableId id : plan.questions) events.conditions.push_back(plan.layout.offset(id));
    const sim::EventTally tally = sim::count_events({&plan, plan.trials}, events, {});
    for (std::size_t k = 0; k < 3; ++k)
      CHECK(sim::proportion(tally.counts[k], 2).estimate == demand.exceedance[(demand.cells - 1) * 3 + k]);
  }
}
