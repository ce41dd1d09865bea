#include "sim/stats/accumulate/quantile_rank.hpp"

#include "tests/catch.hpp"

using namespace cellcast::sim;

TEST_CASE("a quantile's rank is the smallest k with k / n >= p", "[stats]") {
  CHECK(quantile_rank(0.5, 1) == 1);
  CHECK(quantile_rank(0.5, 2) == 1);
  CHECK(quantile_rank(0.5, 3) == 2);
  CHECK(quantile_rank(0.07, 100) == 7);  // 0.07 x 100 is a little more than 7 in double
  CHECK(quantile_rank(0.29, 100) == 29);
  CHECK(quantile_rank(0.975, 1000000) == 975000);
  CHECK(quantile_rank(0.0001, 10) == 1);
  CHECK(quantile_rank(1, 10) == 10);
}
