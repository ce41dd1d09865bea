#include "sim/engine/trials/kernel.hpp"

#include <cstring>

#include "sim/check/check.hpp"
#include "tests/catch.hpp"

using namespace cellcast;

namespace {

sim::Plan plan(const std::string& file, const std::string& method) {
  config::Overrides overrides;
  overrides.trials = 4096;
  overrides.method = method;
  return sim::compile(sim::load_checked(std::string(CELLCAST_SOURCE_DIR) + file, overrides));
}

/// Parameters and outputs of some blocks of trials, one after the other.
std::vector<double> trials(const sim::Plan& plan, sim::Isa isa) {
  const sim::Kernel& kernel = sim::kernel(isa);
  sim::ParameterRows rows(plan);
  sim::State state(plan.model.sizes);
  std::vector<double> all, outputs(plan.layout.rows() * sim::kBlock);
  for (std::uint64_t first = 0; first < 4 * sim::kDrawn; first += sim::kDrawn) {
    kernel.draw(rows, first);
    all.insert(all.end(), rows.input(0), rows.input(0) + plan.parameter_rows() * sim::kDrawn);
    for (std::size_t block = 0; block < sim::kDrawn; block += sim::kBlock) {
      kernel.simulate(plan.model, plan.layout, rows.parameters(block), outputs.data(), sim::kBlock, state);
      all.insert(all.end(), outputs.begin(), outputs.end());
    }
  }
  return all;
}

}  // namespace

TEST_CASE("the same bits from the kernel of every kind of processor", "[kernel]") {
  const std::string file = GENERATE("/scenarios/china-2030.toml", "/tests/data/golden/stress-639.toml",
                                    "/tests/data/golden/stress-721.toml", "/tests/reference/corners.toml", "/tests/reference/more_corners.toml",
                                    "/tests/data/golden/stress2-1479.toml");
  const std::string method = GENERATE("monte-carlo", "latin-hypercube", "sobol");
  const sim::Plan some = plan(file, method);
  const std::vector<double> expected = trials(some, sim::Isa::portable);
  for (const sim::Isa isa : sim::kIsas) {
    if (!sim::is_available(isa)) continue;
    INFO(file << ", " << method << ", " << name(isa));
    const std::vector<double> found = trials(some, isa);
    CHECK(std::memcmp(found.data(), expected.data(), expected.size() * sizeof(double)) == 0);
  }
}

TEST_CASE("kinds of processor have names", "[kernel]") {
  for (const sim::Isa isa : sim::kIsas) CHECK(sim::find_isa(name(isa)) == isa);
  CHECK_FALSE(sim::find_isa("avx10"));
  CHECK(sim::is_available(sim::Isa::portable));
  CHECK(sim::is_available(sim::best_isa()));
}
