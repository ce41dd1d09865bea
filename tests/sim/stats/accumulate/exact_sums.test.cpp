#include "sim/stats/accumulate/exact_sums.hpp"

#include <limits>

#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

double mean(const ExactSums& sums, std::uint64_t n) { return exact_mean(sums.terms(), n); }

}  // namespace

TEST_CASE("sums are kept replicate by replicate", "[stats]") {
  ExactSums sums(3);
  for (int i = 0; i < 300; ++i) sums.add_repeated(i < 100 ? 1.5 : -0.25 * i, 1, i < 100 ? 2 : 0);
  CHECK(exact_mean(sums.terms(2), 100) == 1.5);
  CHECK(exact_mean(sums.terms(0), 200) == -0.25 * (100 + 299) / 2);
  CHECK(exact_mean(sums.terms(1), 1) == 0);
}

TEST_CASE("values far below the largest are not lost", "[stats]") {
  ExactSums sums(1);
  for (const double value : {1.0, -1.0, 0x1p-6, -0.0}) sums.add_repeated(value, 1, 0);
  sums.add_repeated(0x1p-60, 252, 0);
  CHECK(mean(sums, 1) == 0x1p-6 + 252 * 0x1p-60);
}

TEST_CASE("a value repeated 2^32 times does not overflow", "[stats]") {
  const double value = std::numeric_limits<double>::max();
  ExactSums sums(1);
  sums.add_repeated(value, std::uint64_t{1} << 32, 0);
  CHECK(mean(sums, std::uint64_t{1} << 32) == value);
  CHECK(exact_sd(sums.terms(), std::uint64_t{1} << 32) == 0);
}
