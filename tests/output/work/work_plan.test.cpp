#include "output/work/work_plan.hpp"

#include <random>

#include "output/work/work_folder.hpp"
#include "sim/stats/accumulate/packed.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;
using namespace cellcast::output;

namespace {

WorkPlan sample() {
  return {.name = "name",
          .provenance = {"text\n", std::string("resolved\0text", 13), "repaired"},
          .sweep = "axes",
          .points = 12,
          .default_drivers = false,
          .stages = {{5000, 16}, {5001, 1}, {std::uint64_t{1} << 32, 10'000}}};
}

const std::string kSegment = R"([segments.cells]
production = 100.0
price = 0.5
gross_margin = 0.2
utilization = 0.6
[segments.cells.growth]
rate = { dist = "normal", mean = 0.2, sd = 0.05, min = 0.0, max = 0.4 }
[segments.cells.supply]
max_utilization = 0.9
[segments.cells.cost]
learning_rate = 0.1
[segments.cells.markets.home]
demand = 70.0
home_share = 1.0
)";

/// The sample with one thing changed, packed and read.
template <class Change>
void refuses(const Change& change) {
  WorkPlan plan = sample();
  change(plan);
  CHECK_THROWS_AS(unpacked_plan(packed(plan)), sim::Malformed);
}

}  // namespace

TEST_CASE("a work plan is packed and unpacked", "[output][plan]") {
  const WorkPlan plan = sample(), found = unpacked_plan(packed(plan));
  CHECK(found.name == plan.name);
  CHECK(found.provenance.scenario_text == plan.provenance.scenario_text);
  CHECK(found.provenance.scenario_resolved == plan.provenance.scenario_resolved);
  CHECK(found.provenance.repaired_correlations == plan.provenance.repaired_correlations);
  CHECK(found.sweep == plan.sweep);
  CHECK(found.points == 12);
  CHECK_FALSE(found.default_drivers);
  REQUIRE(found.stages.size() == 3);
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK(found.stages[k].end == plan.stages[k].end);
    CHECK(found.stages[k].tasks == plan.stages[k].tasks);
  }
  CHECK(found.trials() == std::uint64_t{1} << 32);
  CHECK(found.tasks() == 10'017);
}

TEST_CASE("a plan that divides nothing, or cannot be divided, is malformed", "[output][plan]") {
  refuses([](WorkPlan& plan) { plan.stages.clear(); });
  refuses([](WorkPlan& plan) { plan.stages.back().end = (std::uint64_t{1} << 32) + 1; });
  refuses([](WorkPlan& plan) { plan.stages[0].tasks = 0; });
  refuses([](WorkPlan& plan) { plan.stages[1].end = 5000; });
  refuses([](WorkPlan& plan) { plan.stages[1].end = 4999; });
  refuses([](WorkPlan& plan) { plan.stages[1].tasks = 13; });  // more than trials of all points
  refuses([](WorkPlan& plan) { plan.points = 0; });
  refuses([](WorkPlan& plan) { plan.points = std::uint64_t{1} << 40; });
  refuses([](WorkPlan& plan) { plan.stages[0].end = 0; });
  const std::string whole = packed(sample());
  CHECK_THROWS_AS(unpacked_plan(whole + "x"), sim::Malformed);
  for (std::size_t size = 0; size < whole.size(); ++size) CHECK_THROWS_AS(unpacked_plan(whole.substr(0, size)), sim::Malformed);
}

TEST_CASE("hostile plans are read or malformed, and nothing else", "[output][plan]") {
  std::mt19937_64 engine(3);
  for (int repeat = 0; repeat < 5000; ++repeat) {
    std::string bytes = packed(sample());
    for (int flips = 0; flips < 4; ++flips) bytes[engine() % bytes.size()] ^= static_cast<char>(1 << engine() % 8);
    try {
      const WorkPlan plan = unpacked_plan(bytes);
      CHECK(plan.tasks() <= plan.points * plan.trials());
    } catch (const sim::Malformed&) {
    }
  }
}

TEST_CASE("the identity of a run is all that decides what a trial is and how it is counted", "[output][plan]") {
  const auto with = [](std::uint64_t trials, std::vector<std::string> set = {}) {
    config::Overrides overrides;
    overrides.trials = trials;
    overrides.set = std::move(set);
    return identity_of(tests::scenario(tests::kPlain + kSegment, overrides));
  };
  const cellcast::base::Digest plain = with(2000);
  CHECK(with(4000) == plain);  // it may grow
  CHECK(with(2000, {"sensitivity.trials=500"}) == plain);
  CHECK(with(500) != with(400));  // which decides the bins
  CHECK(with(2000, {"sampling.seed=43"}) != plain);
  CHECK(with(2048, {"sampling.method=\"sobol\""}) != plain);
  CHECK(with(2000, {"economy.cumulative_production=1001.0"}) != plain);
  CHECK(with(2000, {"outputs.samples=10"}) != plain);
  const std::string lhs = "sampling.method=\"latin-hypercube\"";
  CHECK(with(2000, {lhs}) != with(4000, {lhs}));
}

TEST_CASE("numbers as a list for sbatch", "[output][plan]") {
  CHECK(index_list({}).empty());
  CHECK(index_list({0}) == "0");
  CHECK(index_list({7, 8}) == "7-8");
  CHECK(index_list({0, 1, 2, 5, 7, 8, 10}) == "0-2,5,7-8,10");
  CHECK(index_list({1, 3, 5}) == "1,3,5");
}
