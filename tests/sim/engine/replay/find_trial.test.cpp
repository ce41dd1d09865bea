#include "sim/engine/replay/find_trial.hpp"

#include <algorithm>
#include <bit>

#include "sim/engine/replay/replay.hpp"
#include "sim/engine/replay/spot_check.hpp"
#include "sim/engine/run/run.hpp"
#include "sim/model/labels.hpp"
#include "sim/stats/infer/ranks.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

/// Demand of which a third is the same in all trials that draw it, and that covers some octaves.
const std::string kScenario = tests::kPlain + R"([segments.s]
production = 100.0
price = 0.5
gross_margin = 0.2
utilization = 0.5
[segments.s.growth]
rate = { dist = "discrete", values = [0.0, 0.1, 0.2], weights = [0.3, 0.4, 0.3] }
volatility = { dist = "discrete", values = [0.0, 1.0], weights = [0.5, 0.5] }
[segments.s.markets.home]
demand = 100.0
home_share = 1.0
)";

sim::Plan plan(const std::string& method, std::uint64_t trials) {
  config::Overrides overrides;
  overrides.method = method;
  overrides.trials = trials;
  overrides.set = {"outputs.samples=" + std::to_string(trials), "outputs.variables=[\"total_demand\"]"};
  return tests::plan(kScenario, overrides);
}

}  // namespace

TEST_CASE("the trial at a quantile is the first with the value of that rank, on any number of threads", "[engine][trace]") {
  for (const std::string method : {"monte-carlo", "latin-hypercube", "sobol"}) {
    // So many that an atom holds more than is ever sorted, and a bin between two values of the pilot too few to be counted again.
    const sim::Plan plan = ::plan(method, std::uint64_t{1} << 18);
    const sim::Results results = sim::run(plan);
    const std::size_t cell = *sim::find_cell(plan.labels, sim::variable(sim::VariableId::total_demand), "", 2026);
    const auto begin = results.fields.front().samples.begin() + static_cast<std::ptrdiff_t>(cell * plan.trials);
    const std::vector<double> values(begin, begin + static_cast<std::ptrdiff_t>(plan.trials));
    std::vector<double> sorted = values;
    std::ranges::sort(sorted);
    for (const double p : {1e-9, 0.001, 0.05, 0.3, 0.5, 0.77, 0.999, 1.0}) {
      const std::uint64_t rank = sim::quantile_rank(p, plan.trials);
      const auto first = std::ranges::find(values, sorted[rank - 1]) - values.begin();
      for (const int threads : {1, 3}) {
        const sim::FoundTrial found = sim::find_trial(plan, plan.trials, {sim::VariableId::total_demand, cell, p}, {threads, {}, nullptr});
        INFO(method << " " << p << " " << threads);
        CHECK(found.rank == rank);
        CHECK(found.value == sorted[rank - 1]);
        CHECK(found.trial == static_cast<std::uint64_t>(first));
      }
    }
  }
}

TEST_CASE("a range with more values than are sorted is cut until few are left, to the same answer", "[engine][trace]") {
  const sim::Plan plan = ::plan("monte-carlo", 20'000);
  const std::size_t cell = *sim::find_cell(plan.labels, sim::variable(sim::VariableId::total_demand), "", 2026);
  for (const double p : {1e-9, 0.001, 0.05, 0.3, 0.5, 0.77, 0.999, 1.0}) {
    const sim::QuantileAddress wanted{sim::VariableId::total_demand, cell, p};
    const sim::FoundTrial sorted = sim::find_trial(plan, plan.trials, wanted);
    for (const sim::SearchEffort& effort : {sim::SearchEffort{1, 1, 2}, {1, 3, 7}, {0, 100, 4096}}) {
      INFO(p << " " << effort.bins);
      const sim::FoundTrial cut = sim::find_trial(plan, plan.trials, wanted, {2, {}, nullptr}, effort);
      CHECK(cut.trial == sorted.trial);
      CHECK(cut.value == sorted.value);
      CHECK(cut.rank == sorted.rank);
    }
  }
}

TEST_CASE("a trial is replayed to the bit, wherever a block begins", "[engine][trace]") {
  for (const std::string method : {"monte-carlo", "latin-hypercube", "sobol"}) {
    const sim::Plan plan = ::plan(method, 4096);
    const sim::Results results = sim::run(plan);
    const sim::Field& field = results.fields.front();
    for (const std::uint64_t index : {0, 1, 127, 128, 255, 256, 2049, 4095}) {
      const sim::Trial trial = sim::replay(plan, index);
      INFO(method << " " << index);
      for (std::size_t k = 0; k < plan.inputs.size(); ++k) {
        CHECK(std::bit_cast<std::uint64_t>(trial.inputs[k].value) == std::bit_cast<std::uint64_t>(results.inputs[k].samples[index]));
        CHECK((trial.inputs[k].probability > 0 && trial.inputs[k].probability < 1));
        CHECK(trial.inputs[k].median == plan.inputs[k].quantile->once(0.5));
      }
      for (std::size_t cell = 0; cell < field.cells; ++cell) {
        const double value = trial.outputs[plan.layout.offset(field.id) + cell], stored = field.samples[cell * plan.trials + index];
        CHECK(std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(stored));
      }
    }
  }
}

TEST_CASE("the probability of a value that is drawn again and again is the middle of its own", "[engine][trace]") {
  const sim::Plan plan = ::plan("monte-carlo", 4096);
  const std::size_t rate =
      static_cast<std::size_t>(std::ranges::find(plan.inputs, "segments.s.growth.rate", &sim::Input::name) - plan.inputs.begin());
  for (std::uint64_t index = 0; index < 50; ++index) {
    const sim::Draw draw = sim::replay(plan, index).inputs[rate];
    CHECK(draw.probability == Approx(draw.value == 0 ? 0.15 : draw.value == 0.1 ? 0.5 : 0.85).epsilon(1e-14));
  }
}

TEST_CASE("blocks are chosen without repetition, by their seed", "[engine][verify]") {
  const std::vector<std::uint64_t> all = sim::choose(5, 9, 1), some = sim::choose(std::uint64_t{1} << 40, 100, 1);
  CHECK(all == std::vector<std::uint64_t>{0, 1, 2, 3, 4});
  CHECK(some.size() == 100);
  CHECK(std::ranges::is_sorted(some, std::ranges::less_equal()));
  CHECK(some == sim::choose(std::uint64_t{1} << 40, 100, 1));
  CHECK(some != sim::choose(std::uint64_t{1} << 40, 100, 2));
  CHECK(sim::choose(0, 3, 1).empty());
}

TEST_CASE("a run's blocks fit its results, and no results that are not its own", "[engine][verify]") {
  const sim::Plan plan = ::plan("sobol", 65536);
  sim::Results results = sim::run(plan);
  results.samples = 0;
  const std::vector<std::uint64_t> blocks = sim::choose(256, 256, 1);
  REQUIRE(sim::has_shape_of(plan, results));
  const sim::SpotCheck good = sim::spot_check(plan, results, blocks);
  CHECK(good.misfits == 0);
  CHECK(good.trials == 65536);
  sim::Field& field = results.fields.front();
  const std::size_t cell = field.cells - 1;
  field.max[cell] = field.mean[cell];
  const sim::SpotCheck bad = sim::spot_check(plan, results, blocks);
  CHECK(bad.misfits > 10000);
  REQUIRE(bad.first);
  CHECK(bad.first->kind == sim::Misfit::Kind::extremes);
  CHECK(bad.first->cell.year == 2026);
}
