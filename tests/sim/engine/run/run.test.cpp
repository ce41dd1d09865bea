#include "sim/engine/run/run.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "sim/plan/dimensions.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

#if defined(__SANITIZE_THREAD__)
constexpr std::uint64_t kChunks = 30;  // twenty times slower, and races show at once
#else
constexpr std::uint64_t kChunks = 300;
#endif

const sim::Field& field(const sim::Results& results, sim::VariableId id) { return *std::ranges::find(results.fields, id, &sim::Field::id); }

template <class T>
bool same_bits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

bool same_bits(const sim::Field& a, const sim::Field& b) {
  return same_bits(a.mean, b.mean) && same_bits(a.sd, b.sd) && same_bits(a.min, b.min) && same_bits(a.max, b.max) &&
         same_bits(a.mean_error, b.mean_error) && same_bits(a.quantiles, b.quantiles) && same_bits(a.quantiles_low, b.quantiles_low) &&
         same_bits(a.quantiles_high, b.quantiles_high) && same_bits(a.exceedance, b.exceedance) && same_bits(a.histogram, b.histogram) &&
         same_bits(a.histogram_edges, b.histogram_edges) && same_bits(a.samples, b.samples);
}

bool same_bits(const sim::Results& a, const sim::Results& b) {
  if (a.fields.size() != b.fields.size() || a.inputs.size() != b.inputs.size()) return false;
  for (std::size_t k = 0; k < a.fields.size(); ++k) {
    if (!same_bits(a.fields[k], b.fields[k])) return false;
  }
  for (std::size_t k = 0; k < a.inputs.size(); ++k) {
    if (a.inputs[k].mean != b.inputs[k].mean || a.inputs[k].sd != b.inputs[k].sd || a.inputs[k].quantiles != b.inputs[k].quantiles)
      return false;
  }
  return true;
}

config::Overrides with(std::vector<std::string> set, std::uint64_t trials) {
  config::Overrides overrides;
  overrides.set = std::move(set);
  overrides.trials = trials;
  overrides.method = "monte-carlo";
  return overrides;
}

}  // namespace

TEST_CASE("the same bits on any number of threads", "[engine][threads][slow]") {
  // So many chunks of blocks that threads meet them in ever other orders, and a last chunk that is not full.
  const std::uint64_t trials = kChunks * 4096 + 1234;
  const sim::Plan plan = sim::compile(sim::load_checked(
      tests::shipped("china-2030"), with({"outputs.variables=[\"total_production\", \"unmet\", \"total_balance\", \"tariff\"]",
                                          "outputs.samples=5000", "outputs.thresholds={ total_production = [3800.0] }"},
                                         trials)));
  const sim::Results one = sim::run(plan, {.threads = 1});
  for (const int threads : {2, 7, 16}) {
    INFO(threads << " threads");
    CHECK(same_bits(one, sim::run(plan, {.threads = threads})));
  }
}

TEST_CASE("the same bits on any number of threads under every design", "[engine][slow]") {
  for (const std::string method : {"latin-hypercube", "sobol"}) {
    config::Overrides overrides =
        with({"outputs.variables=[\"total_production\", \"unmet\"]", "outputs.samples=5000", "sampling.replicates=5"}, 400000);
    overrides.method = method;
    const sim::Plan plan = sim::compile(sim::load_checked(tests::shipped("china-2030"), overrides));
    const sim::Results one = sim::run(plan, {.threads = 1});
    for (const int threads : {2, 7}) {
      INFO(method << ", " << threads << " threads");
      CHECK(same_bits(one, sim::run(plan, {.threads = threads})));
    }
  }
}

TEST_CASE("scenarios of a batch share draws by name under every design", "[engine]") {
  for (const std::string method : {"latin-hypercube", "sobol"}) {
    config::Overrides overrides = with({"outputs.samples=1024"}, 1024);
    overrides.method = method;
    std::vector<config::Scenario> batch{sim::load_checked(tests::shipped("china-2030"), overrides)};
    overrides.set.push_back("segments.power.price_elasticity=0.4");  // takes an early dimension away
    overrides.set.push_back("segments.power.price={ dist = \"normal\", mean = 0.55, sd = 0.01, min = 0.5 }");
    batch.push_back(sim::load_checked(tests::shipped("china-2030"), overrides));
    const auto dimensions = sim::dimension_order(batch);
    const sim::Results first = sim::run(sim::compile(batch[0], dimensions)), second = sim::run(sim::compile(batch[1], dimensions));
    int shared = 0;
    for (const sim::InputSummary& input : first.inputs) {
      const auto other = std::ranges::find(second.inputs, input.name, &sim::InputSummary::name);
      if (other == second.inputs.end()) continue;
      ++shared;
      REQUIRE(other->dimension == input.dimension);
      REQUIRE(same_bits(input.samples, other->samples));
    }
    CHECK(shared == static_cast<int>(first.inputs.size()) - 1);
  }
}

TEST_CASE("statistics agree with all values sorted", "[engine]") {
  const std::uint64_t trials = 50000;
  const sim::Plan plan = sim::compile(sim::load_checked(
      tests::shipped("china-2030"), with({"outputs.samples=50000", "outputs.thresholds={ total_production = [3800.0] }"}, trials)));
  const sim::Results results = sim::run(plan);
  for (const sim::Field& f : results.fields) {
    for (std::size_t cell = 0; cell < f.cells; ++cell) {
      std::vector<double> values(f.samples.begin() + static_cast<std::ptrdiff_t>(cell * trials),
                                 f.samples.begin() + static_cast<std::ptrdiff_t>((cell + 1) * trials));
      std::ranges::sort(values);
      INFO(sim::variable(f.id).name << " cell " << cell);
      REQUIRE(f.min[cell] == values.front());
      REQUIRE(f.max[cell] == values.back());
      for (std::size_t q = 0; q < results.probabilities.size(); ++q) {
        const auto rank = static_cast<std::size_t>(std::ceil(results.probabilities[q] * static_cast<double>(trials) - 1e-6));
        const double exact = values[rank - 1], estimate = f.quantiles[cell * results.probabilities.size() + q];
        const auto below = std::ranges::lower_bound(values, estimate) - values.begin();
        const auto up_to = std::ranges::upper_bound(values, estimate) - values.begin();
        const auto wanted = static_cast<std::ptrdiff_t>(rank);
        const bool rank_close = below - 5 < wanted && wanted <= up_to + 5;  // 5 of 50,000: 1e-4
        const bool value_close = std::abs(estimate - exact) <= 0x1p-11 * std::abs(exact);
        INFO("p " << results.probabilities[q] << " estimate " << estimate << " exact " << exact);
        REQUIRE((rank_close || value_close));
        if (std::ranges::count(values, exact) > 500) REQUIRE(estimate == exact);  // an atom of over 1 %
      }
    }
  }
  const sim::Field& total = field(results, sim::VariableId::total_production);
  const auto above = std::count_if(total.samples.begin() + 6 * 50000, total.samples.begin() + 7 * 50000, [](double x) { return x > 3800; });
  CHECK(total.exceedance[6] == static_cast<double>(above) / 50000.0);
}

TEST_CASE("an input's draws do not depend on what else is uncertain", "[engine]") {
  const auto draws = [](const std::vector<std::string>& set) {
    const sim::Results results = sim::run(sim::compile(sim::load_checked(tests::shipped("china-2030"), with(set, 1000))));
    return std::ranges::find(results.inputs, "segments.power.cost.learning_rate", &sim::InputSummary::name)->samples;
  };
  const auto before = draws({"outputs.samples=1000"});
  REQUIRE(before.size() == 1000);
  CHECK(
      same_bits(before, draws({"outputs.samples=1000", "segments.power.price={ dist = \"normal\", mean = 0.55, sd = 0.01, min = 0.5 }"})));
  CHECK_FALSE(same_bits(before, draws({"outputs.samples=1000", "sampling.seed=1"})));
}

TEST_CASE("a longer run begins with the shorter one", "[engine]") {
  for (const std::string method : {"monte-carlo", "sobol"}) {
    const auto samples = [&](std::uint64_t trials) {
      config::Overrides overrides = with({"outputs.samples=500", "outputs.variables=[\"total_demand\"]"}, trials);
      overrides.method = method;
      return sim::run(sim::compile(sim::load_checked(tests::shipped("china-2030"), overrides))).fields[0].samples;
    };
    CHECK(same_bits(samples(500), samples(20000)));
  }
}

TEST_CASE("a run can be stopped", "[engine][threads]") {
  const sim::Plan plan = sim::compile(sim::load_checked(tests::shipped("china-2030"), with({}, std::uint64_t{1} << 32)));
  std::atomic<bool> stop = false;
  sim::RunOptions options{.threads = 2, .progress = [&](std::uint64_t) { stop = true; }, .stop = &stop};
  CHECK_THROWS_AS(sim::run(plan, options), sim::Stopped);
}

TEST_CASE("a trial that is not finite fails the run with its address", "[engine][slow]") {
  // 11^250 is about 1e260; the shocks, a walk of 250 steps of 3, lift it over 1e308 in about 1 % of the trials.
  const std::string text = tests::kPlain + R"([segments.s]
production = 1.0
price = 1.0
gross_margin = 0.1
utilization = 0.5
[segments.s.growth]
rate = 10.0
volatility = 3.0
persistence = 1.0
[segments.s.markets.home]
demand = 1.0
home_share = 1.0
)";
  // One variable is kept: values over hundreds of octaves take much memory to count, 5 GB where all are, several times that under
  // sanitizers.
  const sim::Plan plan = tests::plan(
      text, with({"horizon.base_year=1950", "horizon.end_year=2200", "sampling.seed=3", "outputs.variables=[\"demand\"]"}, 20000));
  try {
    sim::run(plan);
    FAIL("the run should not succeed");
  } catch (const sim::NotFinite& error) {
    INFO(error.what());
    CHECK(std::string(error.what()).find("is not finite in ") != std::string::npos);
    CHECK(std::string(error.what()).find("first in trial ") != std::string::npos);
  }
}
