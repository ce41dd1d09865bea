#include "sim/stats/infer/error_bars.hpp"

#include <cmath>
#include <vector>

#include "sim/engine/findings/confidence_factor.hpp"
#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

/// Four replicates of five values each, counted above 10.
const std::vector<std::vector<double>> kReplicates{{1, 11, 21, 31, 41}, {2, 12, 22, 32, 42}, {3, 4, 23, 33, 43}, {5, 6, 7, 34, 44}};

const double kFactor = confidence_factor(4, 20);

BinPlan plan_above(double level) {
  BinPlan plan = plan_bins(std::vector<double>{1, 44});
  plan.levels = {level};
  return plan;
}

Accumulator accumulate(const BinPlan& plan) {
  Accumulator values(plan, 4);
  std::uint64_t trial = 0;
  for (std::uint32_t r = 0; r < 4; ++r, trial += 5) values.add(kReplicates[r], trial, r);
  return values;
}

}  // namespace

TEST_CASE("replicates have means and counts of their own", "[stats][error-bars]") {
  const BinPlan plan = plan_above(10);
  Accumulator values = accumulate(plan);
  values.merge(accumulate(plan));
  CHECK(values.count() == 40);
  CHECK(values.count(2) == 10);
  CHECK(values.mean(0) == 21);
  CHECK(values.mean(1) == 22);
  CHECK(values.mean(2) == Approx(21.2).epsilon(1e-15));
  CHECK(values.mean(3) == Approx(19.2).epsilon(1e-15));
  CHECK(values.mean() == Approx(20.85).epsilon(1e-15));
  CHECK(values.above(0) == 26);
  CHECK(values.above(0, 3) == 4);
}

TEST_CASE("the error of the mean comes from the replicates", "[stats][error-bars]") {
  const BinPlan plan = plan_above(10);
  // Means 21, 22, 21.2, 19.2 about 20.85: squares 0.0225, 1.3225, 0.1225, 2.7225, sum 4.19; over 3, over 4.
  CHECK(mean_error(accumulate(plan)) == Approx(std::sqrt(4.19 / 12)).epsilon(1e-14));

  Accumulator independent(plan);
  independent.add(std::vector<double>{1, 2, 3, 4}, 0);
  CHECK(mean_error(independent) == Approx(std::sqrt(5.0 / 3 / 4)).epsilon(1e-14));
}

TEST_CASE("the confidence factor is Student's t", "[stats][error-bars]") {
  CHECK(confidence_factor(16, 4096) == Approx(2.131449546).epsilon(1e-9));
  CHECK(confidence_factor(2, 4096) == Approx(12.70620474).epsilon(1e-9));
  CHECK(confidence_factor(1, 11) == Approx(2.228138852).epsilon(1e-9));
  CHECK(confidence_factor(1, std::uint64_t{1} << 32) == Approx(1.959963985).epsilon(1e-8));
}

TEST_CASE("bounds of a quantile come from the replicates' shares above a level", "[stats][error-bars]") {
  const BinPlan plan = plan_above(10);
  const Accumulator values = accumulate(plan);
  // Shares 0.8, 0.8, 0.6, 0.4 about 0.65: squares sum to 0.11; at the level 0.35 the error is sqrt(0.11 / 12), at the quantile
  // sqrt(0.5 0.5 / (0.65 0.35)) times as much; times t = 3.182446: 0.31942. Ranks of 20 values: ceil(3.61) and floor(16.39) + 1.
  const RankBounds bounds = quantile_bounds(values, 0.5, 0, {7, 8}, kFactor);
  CHECK(bounds.low == 4);
  CHECK(bounds.high == 17);
}

TEST_CASE("a quantile whose ranks would leave the sample has no bound there", "[stats][error-bars]") {
  const BinPlan plan = plan_above(10);
  const Accumulator values = accumulate(plan);
  // The half width is 0.31942 at 0.5, see above, and 0.27662 at 0.25 and 0.75: 20 (0.25 - 0.27662) < 0.
  const RankBounds low = quantile_bounds(values, 0.25, 0, {1, 10}, kFactor);
  CHECK(low.low == RankBounds::kNone);
  CHECK(low.high == 11);
  const RankBounds high = quantile_bounds(values, 0.75, 0, {11, 20}, kFactor);
  CHECK(high.low == 10);
  CHECK(high.high == RankBounds::kNone);
  CHECK(quantile_bounds(values, 0.5, 0, {RankBounds::kNone, 15}, kFactor).low == RankBounds::kNone);
  CHECK(quantile_bounds(values, 0.5, 0, {6, RankBounds::kNone}, kFactor).high == RankBounds::kNone);
}

TEST_CASE("bounds of a quantile where replicates tell nothing", "[stats][error-bars]") {
  const RankBounds independent{6, 15};
  const auto same = [&](const RankBounds& bounds) { return bounds.low == 6 && bounds.high == 15; };
  for (const double level : {0.0, 50.0}) {
    const BinPlan plan = plan_above(level);
    CHECK(same(quantile_bounds(accumulate(plan), 0.5, 0, independent, kFactor)));
  }
  const BinPlan plan = plan_above(10);
  Accumulator single(plan);
  single.add(kReplicates[0], 0);
  CHECK(same(quantile_bounds(single, 0.5, 0, independent, kFactor)));

  // All replicates agree: still a stratum's width, t sqrt(4 / 6) = 2.598 ranks to either side of 8.
  Accumulator agreeing(plan, 4);
  for (std::uint32_t r = 0; r < 4; ++r) agreeing.add(std::vector<double>{1, 2, 20, 21}, 4 * r, r);
  const RankBounds bounds = quantile_bounds(agreeing, 0.5, 0, independent, kFactor);
  CHECK(bounds.low == 6);    // ceil(8 - 2.598)
  CHECK(bounds.high == 11);  // floor(8 + 2.598) + 1
}
