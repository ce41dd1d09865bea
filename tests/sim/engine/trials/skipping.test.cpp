// What a run leaves out changes nothing of what it keeps.
#include <algorithm>
#include <numeric>

#include "sim/engine/counts/tally.hpp"
#include "sim/engine/run/run.hpp"
#include "sim/model/needs.hpp"
#include "tests/catch.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

sim::Plan china() {
  config::Overrides overrides;
  overrides.trials = 4096;
  return sim::compile(sim::load_checked(CELLCAST_SOURCE_DIR "/scenarios/china-2030.toml", overrides));
}

const std::string kAbroad = R"([segments.cells]
production = 100.0
price = 1.0
gross_margin = 0.2
utilization = { dist = "uniform", low = 0.5, high = 0.9 }
growth.rate = { dist = "uniform", low = 0.0, high = 0.3 }
growth.volatility = 0.1
price_elasticity = 0.5
[segments.cells.markets]
home = { demand = 100.0, home_share = 1.0 }
)";

}  // namespace

TEST_CASE("a variable alone is what it is among all others", "[engine][skipping][slow]") {
  sim::Plan plan = china();
  const sim::Results all = sim::run(plan);
  const std::vector<sim::VariableId> wanted = plan.wanted;
  for (const sim::VariableId id : wanted) {
    plan.sensitivity = {};
    plan.wanted = {id};
    plan.model.needed = sim::needed_variables(plan.wanted);
    const sim::Results alone = sim::run(plan);
    const sim::Field& expected = *std::ranges::find(all.fields, id, &sim::Field::id);
    REQUIRE(alone.fields.size() == 1);
    INFO(sim::variable(id).name);
    CHECK(alone.fields[0].mean == expected.mean);
    CHECK(alone.fields[0].sd == expected.sd);
    CHECK(alone.fields[0].quantiles == expected.quantiles);
    CHECK(alone.fields[0].histogram == expected.histogram);
  }
}

TEST_CASE("accounts that nobody asks for are not computed", "[engine][skipping]") {
  const auto needed = sim::needed_variables(std::array{sim::VariableId::total_production});
  const auto is = [&](sim::VariableId id) { return needed[static_cast<std::size_t>(id)]; };
  CHECK(is(sim::VariableId::total_production));
  CHECK_FALSE(is(sim::VariableId::revenue));
  CHECK_FALSE(is(sim::VariableId::deliveries));
  CHECK_FALSE(is(sim::VariableId::chemistry_production));
  const auto margin = sim::needed_variables(std::array{sim::VariableId::total_gross_margin});
  CHECK(margin[static_cast<std::size_t>(sim::VariableId::deliveries)]);
}

TEST_CASE("outputs called constant are, and are counted in every trial", "[engine][skipping]") {
  const sim::Plan plan = china();
  sim::Chunk chunk(plan, sim::kernel(sim::best_isa()));
  std::size_t constants = 0;
  std::vector<double> first(plan.layout.rows());
  for (const std::uint64_t trial : {0, 1000, 123456}) {
    chunk.compute(trial, sim::kChunk);
    for (std::size_t row = 0; row < plan.layout.rows(); ++row) {
      if (!chunk.is_constant(row)) continue;
      ++constants;
      if (trial == 0) first[row] = chunk.output(row)[0];
      REQUIRE(std::ranges::all_of(chunk.output(row), [&](double value) { return value == first[row]; }));
    }
  }
  CHECK(constants > 3 * 150);  // the base year, the home market's duties and shares
  const sim::Results results = sim::run(plan);
  const sim::Field& tariff = *std::ranges::find(results.fields, sim::VariableId::tariff, &sim::Field::id);
  for (std::size_t cell = 0; cell < tariff.cells; ++cell) {
    const auto counts = std::span(tariff.histogram).subspan(cell * sim::kHistogramBins, sim::kHistogramBins);
    CHECK(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) == 4096);
  }
}

TEST_CASE("a market that is absent changes nothing elsewhere", "[engine][skipping]") {
  const std::string market =
      "[markets.away]\nfreight = 0.1\nlocal_premium = { dist = \"uniform\", low = 0.1, high = 0.2 }\n"
      "substitution = 2.0\n[tariffs.duty]\nmarket = \"away\"\nrate = { dist = \"uniform\", low = 0.0, high = 0.5 }\n";
  const auto run = [&](const std::string& text) {
    sim::Plan plan = sim::compile(tests::scenario(text));
    plan.trials = 5000;
    return sim::run(plan);
  };
  const sim::Results without = run(tests::kPlain + kAbroad), with = run(tests::kPlain + market + kAbroad);
  for (const sim::VariableId id : {sim::VariableId::production, sim::VariableId::revenue, sim::VariableId::gross_margin,
                                   sim::VariableId::world_supply, sim::VariableId::home_owned_share_of_supply}) {
    const auto field = [&](const sim::Results& results) { return *std::ranges::find(results.fields, id, &sim::Field::id); };
    INFO(sim::variable(id).name);
    CHECK(field(with).mean == field(without).mean);
    CHECK(field(with).quantiles == field(without).quantiles);
  }
  const sim::Field& deliveries = *std::ranges::find(with.fields, sim::VariableId::deliveries, &sim::Field::id);
  CHECK(std::ranges::count(deliveries.max, 0.0) == 3);  // the years of the market away
  const sim::Field& tariff = *std::ranges::find(with.fields, sim::VariableId::tariff, &sim::Field::id);
  CHECK(tariff.mean[5] > 0.2);  // duties are as they would be
}
