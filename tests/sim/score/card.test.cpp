#include "sim/score/card.hpp"

#include <cmath>

#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

ScoredActual scored(double crps, double pit, int horizon, double miss) {
  ScoredActual out;
  out.variable = "production";
  out.horizon = horizon;
  out.scores.logarithm = true;
  out.scores.crps = crps;
  out.scores.pit = pit;
  out.scores.miss = miss;
  out.scores.inside_50 = 0.25 <= pit && pit <= 0.75;
  out.scores.inside_90 = 0.05 <= pit && pit <= 0.95;
  return out;
}

}  // namespace

TEST_CASE("Wilson's interval is that of the book", "[score]") {
  const Coverage eight = coverage(8, 10);
  CHECK(eight.low == Approx(0.490162).epsilon(1e-5));  // Brown, Cai & DasGupta 2001, Statistical Science 16, 101-133: eq. 4
  CHECK(eight.high == Approx(0.943318).epsilon(1e-5));
  CHECK(coverage(0, 5).low == 0);
  CHECK(coverage(0, 5).high == Approx(0.434482).epsilon(1e-5));
  CHECK(coverage(5, 5).high == 1);
  CHECK(coverage(5, 5).low == Approx(1 - 0.434482).epsilon(1e-5));
  CHECK(coverage(0, 0).low == 0);
  CHECK(coverage(0, 0).high == 1);
}

TEST_CASE("the naive forecast goes on as it last grew", "[score]") {
  CHECK_FALSE(naive_forecast({}, 1));
  CHECK_FALSE(naive_forecast(std::vector{100.0}, 1));
  const auto point = naive_forecast(std::vector{100.0, 110.0}, 3);
  REQUIRE(point);
  CHECK(point->mean == Approx(std::log(110) + 3 * std::log(1.1)));
  CHECK(point->sd == 0);
  CHECK(point->growths == 1);
  // Growths of ln 1.1, ln 1.2, ln 1.5.
  const auto normal = naive_forecast(std::vector{100.0, 110.0, 132.0, 198.0}, 4);
  REQUIRE(normal);
  const double mean = (std::log(1.1) + std::log(1.2) + std::log(1.5)) / 3;
  const double spread = std::pow(std::log(1.1) - mean, 2) + std::pow(std::log(1.2) - mean, 2) + std::pow(std::log(1.5) - mean, 2);
  CHECK(normal->mean == Approx(std::log(198) + 4 * std::log(1.5)));
  CHECK(normal->sd == Approx(2 * std::sqrt(spread / 2)));
  CHECK(normal->growths == 3);
}

TEST_CASE("means are of logarithms and of first rows only", "[score]") {
  Vintage vintage;
  vintage.scored = {scored(0.1, 0.5, 1, -0.1), scored(0.3, 0.97, 1, 0.3), scored(0.2, 0.8, 2, 0.2), scored(9, 0, 2, 9), scored(9, 0, 3, 9)};
  vintage.scored[3].counts = false;
  vintage.scored[4].scores.logarithm = false;
  vintage.scored[4].variable = "balance";
  vintage.scored[1].published_crps = 0.6;
  vintage.scored[2].published_crps = 0.4;
  vintage.scored[2].naive_crps = 0.1;
  vintage.scored[3].naive_crps = 0.001;
  vintage.scored[0].scores.log_score = 1.5;
  const Card all = card({&vintage});
  CHECK(all.all.count == 3);
  CHECK(all.all.crps == Approx(0.2));
  CHECK(all.all.median_miss == Approx(0.2));
  CHECK(all.all.mean_pit == Approx((0.5 + 0.97 + 0.8) / 3));
  CHECK(all.all.coverage_50.inside == 1);
  CHECK(all.all.coverage_90.inside == 2);
  CHECK(all.all.coverage_90.of == 3);
  CHECK(all.all.log_score == 1.5);
  CHECK(all.all.pit == std::array<std::uint64_t, 10>{0, 0, 0, 0, 0, 1, 0, 0, 1, 1});
  CHECK(all.all.published.count == 2);
  CHECK(all.all.published.mean_crps == Approx(0.5));
  CHECK(all.all.published.skill.value() == Approx(0.5));  // 0.25 against 0.5, over the two that both have
  CHECK(all.all.naive.skill.value() == Approx(-1));
  REQUIRE(all.horizons.size() == 3);
  CHECK(all.horizons[0].second.count == 2);
  CHECK(all.horizons[0].second.median_miss == Approx(0.1));
  CHECK(all.horizons[2].second.count == 0);
  REQUIRE(all.variables.size() == 2);
  CHECK(all.variables[0].second.count == 3);
}
