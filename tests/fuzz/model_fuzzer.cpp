// Bytes as the choices that make a valid scenario; what docs/model.md promises must hold of its run, on 1 and on 3 threads.
#include <tbb/global_control.h>

#include "sim/check/check.hpp"
#include "sim/engine/run/run.hpp"
#include "tests/fuzz/support.hpp"
#include "tests/properties/invariants.hpp"
#include "tests/properties/make_scenario.hpp"

using namespace cellcast;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const tbb::global_control more_threads_than_cores(tbb::global_control::max_allowed_parallelism, 4);
  tests::Choices choices({data, size});
  const std::string text = tests::make_scenario(choices);
  config::Scenario scenario;
  try {
    scenario = sim::load_checked(fuzz::write("scenario.toml", text));
  } catch (const config::ScenarioError& error) {
    fuzz::expect(text.find("[[factors]]") != std::string::npos, text + error.what());  // these may contradict each other
    return -1;
  }
  const sim::Plan plan = sim::compile(scenario);
  const sim::Results results = sim::run(plan, {.threads = 1});
  for (const std::string& line : tests::wrong(scenario, results)) fuzz::fail(text + line);
  const std::string differs = tests::difference(results, sim::run(plan, {.threads = 3}));
  fuzz::expect(differs.empty(), text + "three threads find another " + differs);
  return 0;
}
