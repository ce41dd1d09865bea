#include "sim/stats/infer/ranks.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <cmath>

#include "tests/catch.hpp"

using namespace cellcast::sim;

TEST_CASE("the ranks of confidence bounds are the tightest that cover 95 %", "[stats]") {
  for (const std::uint64_t n : {1, 5, 10, 40, 1000, 123456, 100000000}) {
    for (const double p : {0.01, 0.05, 0.5, 0.9, 0.99}) {
      const RankBounds bounds = confidence_ranks(p, n);
      const boost::math::binomial_distribution<double> below(static_cast<double>(n), p);
      INFO("n " << n << " p " << p << " ranks " << bounds.low << " " << bounds.high);
      REQUIRE(bounds.low <= n);
      REQUIRE(bounds.high <= n);
      const auto trials = static_cast<double>(n);
      CHECK((bounds.low == RankBounds::kNone) == (std::pow(1 - p, trials) > 0.025));
      CHECK((bounds.high == RankBounds::kNone) == (std::pow(p, trials) > 0.025));
      const auto missed_below = [&](std::uint64_t rank) { return cdf(below, static_cast<double>(rank) - 1); };
      const auto missed_above = [&](std::uint64_t rank) { return cdf(complement(below, static_cast<double>(rank) - 1)); };
      if (bounds.low != RankBounds::kNone) CHECK(missed_below(bounds.low) <= 0.025);
      if (bounds.low < n) CHECK(missed_below(bounds.low + 1) > 0.025);
      if (bounds.high != RankBounds::kNone) CHECK(missed_above(bounds.high) <= 0.025);
      if (bounds.high > 1) CHECK(missed_above(bounds.high - 1) > 0.025);
      if (bounds.low != RankBounds::kNone && bounds.high != RankBounds::kNone) CHECK(bounds.low <= bounds.high);
    }
  }
}
