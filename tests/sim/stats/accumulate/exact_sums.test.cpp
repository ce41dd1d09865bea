#include "sim/stats/accumulate/exact_sums.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "sim/engine/trials/kernel.hpp"
#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

double mean(const ExactSums& sums, std::uint64_t n) { return exact_mean(sums.terms(), n); }

}  // namespace

TEST_CASE("sums over lanes hold the largest integers that there can be, in every kernel", "[stats]") {
  const Isa isa = GENERATE(from_range(kIsas));
  if (!is_available(isa)) return;
  // All bits of the mantissa, at the upper end of five octaves: the largest integers and products.
  const std::vector<double> values(Accumulator::kMost, 64 - 0x1p-47);
  std::vector<Stretch> stretches;
  SECTION("in one piece") { stretches = {{0, 512}}; }
  SECTION("in pieces of one value, each of which takes a step") { stretches.assign(512, {0, 1}); }
  SECTION("in pieces that end within a register") { stretches = {{0, 3}, {0, 250}, {0, 1}, {0, 258}}; }
  const BinPlan plan = plan_bins(values);
  Accumulator accumulator(plan);
  kernel(isa).add(accumulator, values, 0, stretches);
  CHECK(accumulator.count() == 512);
  CHECK(accumulator.mean() == values[0]);
  CHECK(accumulator.sd() == 0);
}

TEST_CASE("sums are kept replicate by replicate", "[stats]") {
  std::vector<double> values;
  for (int i = 0; i < 300; ++i) values.push_back(i < 100 ? 1.5 : -0.25 * i);
  ExactSums sums(3);
  sums.add(values, 0.25 * 299, std::array{Stretch{2, 100}, Stretch{0, 200}});
  CHECK(exact_mean(sums.terms(2), 100) == 1.5);
  CHECK(exact_mean(sums.terms(0), 200) == -0.25 * (100 + 299) / 2);
  CHECK(exact_mean(sums.terms(1), 1) == 0);
}

TEST_CASE("values far below the largest are not lost", "[stats]") {
  std::vector<double> values(256, 0x1p-60);
  values[17] = 1;
  values[18] = -1;
  values[19] = 0x1p-6;  // below five octaves, and -0 is nothing
  values[20] = -0.0;
  ExactSums sums(1);
  sums.add(values, 1, std::array{Stretch{0, 256}});
  CHECK(mean(sums, 1) == 0x1p-6 + 252 * 0x1p-60);
}

TEST_CASE("a value repeated 2^32 times does not overflow", "[stats]") {
  const double value = std::numeric_limits<double>::max();
  ExactSums sums(1);
  sums.add_repeated(value, std::uint64_t{1} << 32, 0);
  CHECK(mean(sums, std::uint64_t{1} << 32) == value);
  CHECK(exact_sd(sums.terms(), std::uint64_t{1} << 32) == 0);
}
