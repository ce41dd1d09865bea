// Counts of an Accumulator above levels.
#include "sim/stats/accumulate/above.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <vector>

#include "sim/engine/trials/kernel.hpp"
#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

std::vector<double> normal_values(std::size_t count) {
  std::mt19937_64 engine(7);
  std::normal_distribution<double> normal(3, 0.4);
  std::vector<double> values(count);
  for (double& value : values) value = normal(engine);
  return values;
}

/// Levels at the ends of bins, and after them one that divides a bin, one below all values and one above.
BinPlan plan_with_levels(std::span<const double> pilot, std::size_t at_ends) {
  std::vector<double> probabilities;
  for (std::size_t k = 0; k < at_ends; ++k) probabilities.push_back(static_cast<double>(k + 1) / static_cast<double>(at_ends + 1));
  BinPlan plan = plan_bins(pilot, probabilities);
  plan.levels.insert(plan.levels.end(), {pilot[5], -1e9, 1e9});
  return plan;
}

}  // namespace

TEST_CASE("each replicate's values above each level are counted, however many levels and whatever is left of registers", "[stats]") {
  const auto isa = GENERATE(from_range(kIsas));
  if (!is_available(isa)) return;
  const auto at_ends = GENERATE(as<std::size_t>(), 1, 2, 5, 8, 9, 12, 21);
  const auto stretches = GENERATE(std::array{Stretch{0, 256}, Stretch{1, 1}}, std::array{Stretch{0, 37}, Stretch{1, 475}},
                                  std::array{Stretch{0, 512}, Stretch{1, 0}});
  CAPTURE(name(isa), at_ends, stretches[1].size);
  const std::vector<double> values = normal_values(stretches[0].size + stretches[1].size);
  const std::vector<double> pilot = normal_values(1024);
  const BinPlan plan = plan_with_levels(pilot, at_ends);
  Accumulator accumulator(plan, 2);
  kernel(isa).add(accumulator, values, 0, std::span(stretches).first(stretches[1].size > 0 ? 2 : 1));
  std::span<const double> rest = values;
  for (const Stretch& stretch : stretches) {
    for (std::size_t level = 0; level < plan.levels.size(); ++level) {
      const auto expected = std::ranges::count_if(rest.first(stretch.size), [&](double value) { return value > plan.levels[level]; });
      CAPTURE(level);
      CHECK(accumulator.above(level, stretch.replicate) == static_cast<std::uint64_t>(expected));
    }
    rest = rest.subspan(stretch.size);
  }
}
