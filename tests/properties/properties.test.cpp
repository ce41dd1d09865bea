#include <tbb/global_control.h>

#include <random>

#include "sim/engine/run/run.hpp"
#include "tests/catch.hpp"
#include "tests/properties/invariants.hpp"
#include "tests/properties/make_scenario.hpp"
#include "tests/sim/scenario_file.hpp"

using namespace cellcast;

namespace {

/// Scenario number `index`: always the same.
std::string made(unsigned index) {
  std::mt19937 engine(index);  // NOLINT: its sequence is fixed by the standard
  std::vector<std::uint8_t> bytes(1500);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(engine() >> 24);
  tests::Choices choices(bytes);
  return tests::make_scenario(choices);
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

}  // namespace

TEST_CASE("what the model promises holds in any scenario, on any number of threads", "[properties][threads]") {
  constexpr unsigned kScenarios = 200;
  const tbb::global_control more_threads_than_cores(tbb::global_control::max_allowed_parallelism, 4);
  unsigned refused = 0;
  for (unsigned index = 0; index < kScenarios; ++index) {
    const std::string text = made(index);
    INFO("scenario " << index << ":\n" << text);
    config::Scenario scenario;
    try {
      scenario = tests::scenario(text);
    } catch (const config::ScenarioError& error) {
      // Correlations and factors may contradict each other; nothing else may be wrong.
      INFO(error.what());
      REQUIRE(text.find("[[factors]]") != std::string::npos);
      ++refused;
      continue;
    }
    const sim::Plan plan = sim::compile(scenario);
    const sim::Results results = sim::run(plan, {.threads = 1});
    CHECK(joined(tests::wrong(scenario, results)) == "");
    CHECK(tests::difference(results, sim::run(plan, {.threads = 3})) == "");
  }
  CHECK(refused < kScenarios / 20);
}
