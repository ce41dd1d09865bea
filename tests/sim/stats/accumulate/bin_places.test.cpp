// BinPlaces of values in a window of bins.
#include "sim/stats/accumulate/bin_places.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "sim/engine/trials/kernel.hpp"
#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

std::vector<double> values_about(double centre, double spread) {
  std::mt19937_64 engine(2);
  std::normal_distribution<double> normal;
  std::vector<double> result(4000);
  for (double& value : result) value = centre + spread * normal(engine);
  for (std::size_t i = 1024; i < result.size(); i += 50) result[i] *= i % 100 ? 1e6 : 1e-6;  // outside the window of a pilot
  for (std::size_t i = 1030; i < result.size(); i += 60) result[i] = i % 120 ? 0.0 : -0.0;
  result.push_back(std::numeric_limits<double>::max());
  result.push_back(-std::numeric_limits<double>::max());
  result.push_back(std::numeric_limits<double>::denorm_min());
  return result;
}

BinWindow window_of(const std::vector<double>& all) { return plan_bins(std::span(all).first(1024)).window; }

}  // namespace

TEST_CASE("places ascend with the values, and each in the window is that of one bin", "[stats]") {
  const auto [centre, spread] = GENERATE(std::pair{3.0, 0.5}, std::pair{-3.0, 0.5}, std::pair{0.1, 1.0}, std::pair{0.0, 0.0});
  const std::vector<double> all = values_about(centre, spread);
  const BinPlaces places(window_of(all));
  std::vector<BinPlace> found(all.size());
  const std::size_t outside = places.find(all, found.data());
  CHECK(outside == static_cast<std::size_t>(std::ranges::count_if(found, [&](BinPlace place) { return places.is_outside(place); })));
  for (std::size_t i = 0; i < all.size(); ++i) {
    REQUIRE(found[i] < places.size());
    if (places.is_outside(found[i])) continue;
    REQUIRE(found[i] == places.find(all[i]));
    REQUIRE(places.leading(found[i]) == leading_bits(all[i]));
  }
  std::vector<std::size_t> order(all.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) { return all[i]; });
  for (std::size_t k = 1; k < order.size(); ++k) {
    const BinPlace a = found[order[k - 1]], b = found[order[k]];
    REQUIRE((a <= b || (places.is_outside(a) && places.is_outside(b) && b + 8 > a)));
  }
}

TEST_CASE("counts above a level by places are those by values", "[stats]") {
  const auto [centre, spread] = GENERATE(std::pair{3.0, 0.5}, std::pair{-3.0, 0.5}, std::pair{0.1, 1.0}, std::pair{0.0, 0.0});
  const Isa isa = GENERATE(from_range(kIsas));
  if (!is_available(isa)) return;
  const std::size_t short_stretch = GENERATE(1, 5, 31, 32, 100);  // which do not fill a register, or do
  const std::vector<double> all = values_about(centre, spread);
  BinPlan plan = plan_bins(std::span(all).first(1024), std::array{0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999});
  for (const double level : {0.0, 2.5, 3.0, -3.0, -0.0, 1e300, all[7], last_of_bin(all[8])}) plan.levels.push_back(level);
  Accumulator accumulator(plan, 2);
  for (std::size_t first = 0; first < all.size(); first += 300) {
    const std::size_t size = std::min<std::size_t>(300, all.size() - first), some = std::min(size, short_stretch);
    kernel(isa).add(accumulator, std::span(all).subspan(first, size), first, std::array{Stretch{1, some}, Stretch{0, size - some}});
  }
  for (std::size_t level = 0; level < plan.levels.size(); ++level) {
    INFO("above " << plan.levels[level]);
    CHECK(accumulator.above(level) ==
          static_cast<std::uint64_t>(std::ranges::count_if(all, [&](double x) { return x > plan.levels[level]; })));
  }
}

TEST_CASE("levels near quantiles end a bin, so that they are counted by places", "[stats]") {
  const auto [centre, spread] = GENERATE(std::pair{3.0, 0.5}, std::pair{-3.0, 0.5}, std::pair{0.1, 1.0});
  const std::vector<double> all = values_about(centre, spread);
  const BinPlan plan = plan_bins(std::span(all).first(1024), std::array{0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999});
  const BinPlaces places(plan.window);
  for (const double level : plan.levels) {
    CHECK(places.last_up_to(level).has_value());
    CHECK(leading_bits(level) != leading_bits(std::nextafter(level, std::numeric_limits<double>::infinity())));
  }
  CHECK_FALSE(places.last_up_to(all[0]).has_value());
}
