#include "sim/decide/choice.hpp"

#include <cmath>
#include <numbers>
#include <random>

#include "sim/math/normal.hpp"
#include "tests/catch.hpp"
#include "tests/sim/seeds.hpp"

using namespace cellcast::sim;

namespace {

double density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }

/// [option][trial] as the functions take them.
struct PayoffTable {
  std::vector<std::vector<double>> of;
  std::vector<std::span<const double>> spans() const { return {of.begin(), of.end()}; }
};

std::vector<double> normals(std::size_t n, double mean, double sd, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::normal_distribution<double> normal(mean, sd);
  std::vector<double> values(n);
  for (double& each : values) each = normal(engine);
  return values;
}

}  // namespace

TEST_CASE("what options come to in a few trials is what a pencil finds", "[decide]") {
  const PayoffTable table{{{0, 0, 4, 2}, {0, 1, 1, 2}, {0, 1, 0, 1}}};
  const Choice choice = choose(table.spans(), Blocks::independent(4));
  CHECK(choice.best == 0);
  CHECK(choice.options[0].mean.value == 1.5);
  CHECK(choice.options[1].mean.value == 1);
  CHECK(choice.options[0].sd == Approx(std::sqrt((2.25 + 2.25 + 6.25 + 0.25) / 3)));
  CHECK(choice.options[0].p5 == 0);
  CHECK(choice.options[0].p50 == 0);  // F(0) is 1/2 already
  CHECK(choice.options[0].p95 == 4);
  // The first trial is shared by three, the second by two, the last by two.
  CHECK(choice.options[0].best == Approx((1.0 / 3 + 0 + 1 + 0.5) / 4));
  CHECK(choice.options[1].best == Approx((1.0 / 3 + 0.5 + 0 + 0.5) / 4));
  CHECK(choice.options[2].best == Approx((1.0 / 3 + 0.5) / 4));
  CHECK(choice.options[0].regret == 0.25);
  CHECK(choice.options[1].regret == 0.75);
  CHECK(choice.options[2].regret == 1.25);
  CHECK(choice.evpi.value == choice.options[0].regret);
}

TEST_CASE("of equal options the first is chosen, and there is nothing to know", "[decide]") {
  const PayoffTable table{{{1, 2, 3}, {1, 2, 3}}};
  const Choice choice = choose(table.spans(), Blocks::independent(3));
  CHECK(choice.best == 0);
  CHECK(choice.options[1].best == 0.5);
  CHECK(choice.evpi.value == 0);
  CHECK(choice.evpi.high == 0);
}

TEST_CASE("blocks are equal parts, or what a design says", "[decide]") {
  const Blocks blocks = Blocks::independent(100);
  CHECK(blocks.count() == 16);
  std::vector<int> sizes(16);
  for (std::size_t i = 0; i < 100; ++i) ++sizes[blocks.of(i)];
  for (const int size : sizes) CHECK((size == 6 || size == 7));
  CHECK(Blocks::independent(3).count() == 3);

  // Means of two blocks, 1 and 3: 2, give or take 12.706 (Student's t of one degree of freedom) standard errors of 1.
  const Blocks two({0, 0, 1, 1}, 2);
  const std::vector<double> values{0, 2, 3, 3};
  const Estimate mean = two.mean([&](std::size_t i) { return values[i]; }, 0);
  CHECK(mean.value == 2);
  CHECK(mean.low == 0);  // no less than the least
  CHECK(mean.high == Approx(2 + 12.706204736));
}

TEST_CASE("the worst payoffs end within a trial", "[decide]") {
  CHECK(worst_mean(std::vector<double>{5, 1, 4, 2, 3}, 0.3) == Approx((1 + 0.5 * 2) / 1.5));
  CHECK(worst_mean(std::vector<double>{5, 1, 4, 2, 3}, 1) == 3);
  CHECK(worst_mean(std::vector<double>{5, 1, 4, 2, 3}, 0.2) == 1);
  CHECK(worst_mean(std::vector<double>{5, 1, 4, 2, 3}, 0.01) == 1);  // a part of the worst trial
}

// One option pays c for certain, the other a normal number of mean m and sd s: knowing which is better before choosing is worth
// s L(|m - c| / s), L the unit normal loss. 95 % intervals: of 100, at most 87 hold with a probability of 0.1 %.
TEST_CASE("the value of perfect information is the unit normal loss", "[decide][long]") {
  const int seeds = cellcast::tests::repetitions(100, 500);
  constexpr double kMean = 1, kSd = 2, kCertain = 0.25;
  const double t = (kMean - kCertain) / kSd, truth = kSd * (density(t) - t * math::normal_cdf(-t));
  int held = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    const std::size_t n = seeds >= 500 ? 65536 : 16384;
    const PayoffTable table{{std::vector<double>(n, kCertain), normals(n, kMean, kSd, static_cast<unsigned>(seed))}};
    const Choice choice = choose(table.spans(), Blocks::independent(n));
    CHECK(choice.best == 1);
    held += choice.evpi.low <= truth && truth <= choice.evpi.high ? 1 : 0;
  }
  CHECK(held >= (seeds >= 100 ? 0.88 * seeds : 0));
  if (seeds >= 500) CHECK(held >= 0.93 * seeds);
  if (seeds >= 500) WARN(held << " of " << seeds);
}

// The worst alpha of a normal have the mean m - s phi(z) / alpha, z its quantile. With c for certain in the trials in which the normal pays
// less, whose share q is below alpha: (c q + m (alpha - q) - s (phi(z) - phi((c - m) / s))) / alpha.
TEST_CASE("decided by the worst payoffs, closed forms are met", "[decide][long]") {
  const int seeds = cellcast::tests::repetitions(100, 500);
  constexpr double kMean = 3, kSd = 1, kAlpha = 0.2, kCertain = 1.5;
  const double z = math::normal_quantile(kAlpha), at = (kCertain - kMean) / kSd, q = math::normal_cdf(at);
  const double worst = kMean - kSd * density(z) / kAlpha;
  const double known = (kCertain * q + kMean * (kAlpha - q) - kSd * (density(z) - density(at))) / kAlpha;
  REQUIRE(worst > kCertain);
  const std::size_t n = seeds >= 500 ? 65536 : 16384;
  int held = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    const PayoffTable table{{std::vector<double>(n, kCertain), normals(n, kMean, kSd, static_cast<unsigned>(seed))}};
    const Choice choice = choose_by_worst(table.spans(), Blocks::independent(n), kAlpha);
    CHECK(choice.best == 1);
    CHECK(*choice.options[0].worst == Approx(kCertain).epsilon(1e-12));
    // The standard error of the mean of the worst is below 1.7 sd / sqrt(alpha n): five of them.
    CHECK(*choice.options[1].worst == Approx(worst).margin(5 * 1.7 / std::sqrt(kAlpha * static_cast<double>(n))));
    held += choice.evpi.low <= known - worst && known - worst <= choice.evpi.high ? 1 : 0;
  }
  CHECK(held >= (seeds >= 100 ? 0.88 * seeds : 0));
  if (seeds >= 500) CHECK(held >= 0.93 * seeds);
  if (seeds >= 500) WARN(held << " of " << seeds);
}
