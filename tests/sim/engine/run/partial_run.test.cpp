#include "sim/engine/run/partial_run.hpp"

#include <algorithm>
#include <random>

#include "sim/engine/run/rounds.hpp"
#include "sim/engine/run/run.hpp"
#include "tests/catch.hpp"
#include "tests/properties/invariants.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;
using sim::PartialRun;

namespace {

sim::Plan plan_of(const std::string& path, std::uint64_t trials, const std::string& method, std::vector<std::string> set) {
  config::Overrides overrides;
  overrides.trials = trials;
  overrides.method = method;
  overrides.set = std::move(set);
  return sim::compile(sim::load_checked(path, overrides));
}

const std::vector<std::string> kFew{"outputs.variables=[\"total_production\", \"unmet\", \"price\"]", "outputs.samples=700",
                                    "outputs.thresholds={ total_production = [3800.0] }"};

/// Where a run is cut: any trials, not multiples of what threads take at a time; two may be the same.
std::vector<std::uint64_t> cuts(std::uint64_t trials, std::size_t count, std::mt19937_64& engine) {
  std::vector<std::uint64_t> result{0, trials};
  for (std::size_t k = 0; k < count; ++k) result.push_back(engine() % (trials + 1));
  std::ranges::sort(result);
  return result;
}

std::string saved(const sim::Plan& plan, std::uint64_t begin, std::uint64_t end, int threads) {
  const sim::RunOptions options{.threads = threads};
  PartialRun run(plan, options, PartialRun::Sampling::at_the_end);
  run.run(begin, end);
  CHECK(run.trials() == end - begin);
  return run.save();
}

/// The whole run, put together from parts in any order, by several threads and by one.
void check_divided(const sim::Plan& plan, std::size_t divisions) {
  const sim::Results whole = sim::run(plan, {.threads = 2});
  std::mt19937_64 engine(31);
  for (std::size_t repeat = 0; repeat < divisions; ++repeat) {
    const std::vector<std::uint64_t> ends = cuts(plan.trials, 1 + 3 * repeat, engine);
    std::vector<std::string> parts;
    for (std::size_t k = 0; k + 1 < ends.size(); ++k)
      if (ends[k] < ends[k + 1]) parts.push_back(saved(plan, ends[k], ends[k + 1], 1 + static_cast<int>(k % 3)));
    std::ranges::shuffle(parts, engine);
    const sim::RunOptions options{.threads = 2};
    PartialRun total(plan, options, PartialRun::Sampling::at_the_end);
    for (const std::string& part : parts) total.merge(part);
    REQUIRE(total.trials() == plan.trials);
    CHECK(tests::difference(whole, total.finish(plan.trials)).empty());
  }
}

}  // namespace

TEST_CASE("any division of the trials gives the same bits", "[engine][packed]") {
  for (const auto& [method, trials] : {std::pair{"monte-carlo", 5003}, {"sobol", 4096}, {"latin-hypercube", 5008}}) {
    INFO(method);
    check_divided(plan_of(tests::shipped("china-2030"), static_cast<std::uint64_t>(trials), method, kFew), 3);
  }
}

TEST_CASE("any division of a run with observations gives the same update", "[engine][packed]") {
  const sim::Plan plan =
      plan_of(tests::shipped("china-2030-news"), 20000, "monte-carlo", {"outputs.variables=[\"production\", \"unmet\"]"});
  const sim::RunOptions options{.threads = 2};
  const sim::Results whole = sim::run(plan, options);
  PartialRun total(plan, options, PartialRun::Sampling::at_the_end);
  total.merge(saved(plan, 777, 20000, 1));
  total.merge(saved(plan, 0, 777, 2));
  const sim::Results divided = total.finish(plan.trials);
  REQUIRE(whole.update);
  REQUIRE(divided.update);
  CHECK(tests::difference(whole, divided).empty());
  CHECK(divided.update->effective_trials == whole.update->effective_trials);
  REQUIRE(divided.update->inputs.size() == whole.update->inputs.size());
  for (std::size_t k = 0; k < whole.update->inputs.size(); ++k) {
    CHECK(divided.update->inputs[k].mean == whole.update->inputs[k].mean);
    CHECK(divided.update->inputs[k].quantiles == whole.update->inputs[k].quantiles);
  }
}

TEST_CASE("what is saved depends on the trials alone", "[engine][packed]") {
  const sim::Plan plan = plan_of(tests::shipped("china-2030"), 5003, "monte-carlo", kFew);
  CHECK(saved(plan, 100, 3000, 1) == saved(plan, 100, 3000, 3));
}

TEST_CASE("a partial run forgets, and counts on where others have been", "[engine][packed]") {
  const sim::Plan plan = plan_of(tests::shipped("china-2030"), 2000, "monte-carlo", kFew);
  const sim::RunOptions options{.threads = 2};
  PartialRun run(plan, options, PartialRun::Sampling::at_the_end);
  run.run(0, 1500);
  run.clear();
  CHECK(run.trials() == 0);
  run.merge(saved(plan, 0, 999, 1));
  run.run(999, 2000);
  CHECK(tests::difference(sim::run(plan), run.finish(2000)).empty());
}

TEST_CASE("bytes of another plan, or half of them, are malformed", "[engine][packed]") {
  const sim::Plan plan = plan_of(tests::shipped("china-2030"), 2000, "monte-carlo", kFew);
  const sim::Plan other = plan_of(tests::shipped("china-2030"), 2000, "monte-carlo", {"outputs.variables=[\"total_production\"]"});
  const std::string good = saved(plan, 0, 500, 1);
  const sim::RunOptions options{.threads = 1};
  const auto is_malformed = [&](const sim::Plan& of, const std::string& bytes) {
    PartialRun run(of, options, PartialRun::Sampling::at_the_end);
    CHECK_THROWS_AS(run.merge(bytes), sim::Malformed);
  };
  is_malformed(other, good);
  is_malformed(plan, saved(other, 0, 500, 1));
  is_malformed(plan, "");
  is_malformed(plan, good + "x");
  for (std::size_t size = 1; size < good.size(); size += good.size() / 50) is_malformed(plan, good.substr(0, size));
}

TEST_CASE("rounds keep what they come to at the end, and when they are told to stop", "[engine][packed]") {
  const sim::Plan plan = plan_of(tests::shipped("china-2030"), 5003, "monte-carlo", kFew);
  const sim::RunOptions options{.threads = 2};
  PartialRun run(plan, options, PartialRun::Sampling::at_the_end);
  std::atomic<bool> stop = false;
  std::uint64_t kept = 0;
  std::string bytes;
  const auto keep = [&](std::uint64_t done) {
    kept = done;
    bytes = run.save();
  };
  const auto stop_soon = [&](std::uint64_t done) {
    if (done > 2100) stop = true;
  };
  CHECK_THROWS_AS(sim::run_in_rounds(run, 100, 5003, {.keep = keep, .progress = stop_soon, .stop = &stop}), sim::Stopped);
  CHECK(kept > 2100);
  CHECK(kept < 5003);
  CHECK(bytes == saved(plan, 100, kept, 1));
  sim::run_in_rounds(run, kept, 5003, {.keep = keep});
  CHECK(kept == 5003);
  CHECK(bytes == saved(plan, 100, 5003, 1));
}
