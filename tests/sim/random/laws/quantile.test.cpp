#include "sim/random/laws/quantile.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "sim/random/stream/uniform.hpp"
#include "tests/catch.hpp"

namespace {

using namespace cellcast;
using config::Distribution;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Of every law, plain and truncated, ordinary and extreme.
std::vector<Distribution> examples() {
  return {
      {config::Normal{1, 2}},
      {config::Normal{1, 2}, 0, 4},
      {config::Normal{0, 1}, 8, kInfinity},
      {config::Lognormal{2, 0.3}},
      {config::LognormalMoments{2, 0.6}, 1, 3},
      {config::Uniform{-1, 3}},
      {config::Uniform{-1, 3}, 0, kInfinity},
      {config::Triangular{0, 1, 4}},
      {config::Triangular{0, 0, 4}, -kInfinity, 2},
      {config::Triangular{0, 4, 4}},
      {config::Pert{0, 1, 4}},
      {config::Pert{0, 0, 4}, 1, 3},
      {config::Pert{0, 4, 4, 20}},
      {config::Beta{2, 0.5}},
      {config::Beta{0.01, 0.02}},
      {config::Beta{3e5, 2e5, -1, 1}, -1, 0.5},
      {config::Gamma{2, 3}},
      {config::Gamma{0.01, 3}},
      {config::Gamma{1e5, 3}, 2.9e5, kInfinity},
      {config::Weibull{1.5, 2}},
      {config::Weibull{1.5, 2}, 1, 2},
      {config::StudentT{3, 1, 2}},
      {config::StudentT{0.5, 1, 2}, 0, kInfinity},
      {config::Metalog{1, 2, 4}},
      {config::Metalog{1, 2, 4}, 0},
      {config::Metalog{1, 2, 4}, -kInfinity, 6},
      {config::Metalog{1, 2, 4}, 0, 6},
      {config::Discrete{{1, 2, 5}, {1, 2, 1}}},
      {config::Empirical{{0, 0.25, 0.5, 1}, {1, 2, 2, 5}}},
  };
}

/// The uniforms of 10,000 equal steps, and those at and near the ends.
std::vector<double> probabilities() {
  std::vector<double> u = {sim::kSmallestUniform, 0x1p-50, 1e-12, 1e-9, 1e-6};
  for (int i = 1; i < 10'000; ++i) u.push_back(i / 10'000.0);
  u.insert(u.end(), {1 - 1e-6, 1 - 1e-9, 1 - 1e-12, 1 - 0x1p-50, sim::kLargestUniform});
  return u;
}

std::vector<double> quantiles(const Distribution& distribution, const std::vector<double>& u) {
  std::vector<double> x(u.size());
  (*sim::make_quantile(distribution))(u, x);
  return x;
}

double median(const Distribution& distribution) { return (*sim::make_quantile(distribution))(0.5); }

bool says(const Distribution& distribution, const std::string& words) {
  const std::string problem = sim::problem(distribution);
  INFO(problem);
  CHECK_THROWS_AS(sim::make_quantile(distribution), std::invalid_argument);
  return problem.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("medians in closed form", "[quantile]") {
  CHECK(median({config::Normal{1.7, 2}}) == 1.7);
  CHECK(median({config::Lognormal{1.7, 2}}) == 1.7);
  CHECK(median({config::LognormalMoments{3, 4}}) == Approx(9.0 / 5).epsilon(1e-15));  // mean / sqrt(1 + (sd / mean)^2)
  CHECK(median({config::Uniform{1, 2}}) == 1.5);
  CHECK(median({config::Uniform{1, 2}, 1.5}) == 1.75);
  CHECK(median({config::Triangular{0, 0, 1}}) == Approx(1 - std::sqrt(0.5)).epsilon(1e-15));
  CHECK(median({config::Pert{1, 2, 3}}) == 2);
  CHECK(median({config::Beta{1, 3}}) == Approx(1 - std::cbrt(0.5)).epsilon(1e-15));
  CHECK(median({config::Gamma{1, 2}}) == Approx(2 * std::log(2)).epsilon(1e-15));
  CHECK(median({config::Weibull{2, 3}}) == Approx(3 * std::sqrt(std::log(2))).epsilon(1e-15));
  CHECK(median({config::StudentT{4, 1.7, 2}}) == 1.7);
  CHECK(median({config::Metalog{1, 1.7, 4}}) == 1.7);
  CHECK(median({config::Metalog{1, 1.7, 4}, 0.5, 6}) == Approx(1.7).epsilon(1e-15));
  CHECK(median({config::Normal{0, 1}, 0}) == Approx(0.67448975019608174).epsilon(1e-15));  // the upper quartile of the whole
}

TEST_CASE("quantiles do not decrease and keep to the support", "[quantile]") {
  const auto u = probabilities();
  for (const Distribution& distribution : examples()) {
    INFO(config::text(distribution));
    const auto x = quantiles(distribution, u);
    const config::Interval support = config::support(distribution);
    for (std::size_t i = 0; i < u.size(); ++i) {
      INFO("u = " << u[i] << ", x = " << x[i]);
      REQUIRE(std::isfinite(x[i]));
      REQUIRE(x[i] >= support.low);
      REQUIRE(x[i] <= support.high);
      // Where two pieces of a table meet they may differ by what they are certified to, no more; the scale of all these laws is > 0.001.
      if (i) REQUIRE(x[i] >= x[i - 1] - 1e-12 * (std::fabs(x[i]) + 0.001));
    }
  }
}

TEST_CASE("one probability, a block and a block in place give the same bits", "[quantile]") {
  auto u = probabilities();
  u.resize(3 * 256 + 5);
  for (const Distribution& distribution : examples()) {
    INFO(config::text(distribution));
    const auto quantile = sim::make_quantile(distribution);
    std::vector<double> x(u.size()), in_place = u;
    (*quantile)(u, x);
    (*quantile)(in_place, in_place);
    CHECK(in_place == x);
    for (std::size_t i = 0; i < u.size(); ++i) REQUIRE((*quantile)(u[i]) == x[i]);
  }
}

TEST_CASE("a factory's quantile functions do not depend on what it made before", "[quantile]") {
  sim::QuantileFactory factory;
  const auto u = probabilities();
  for (const Distribution& distribution : examples()) {
    const auto alone = quantiles(distribution, u);
    for (int pass = 0; pass < 2; ++pass) {
      std::vector<double> x(u.size());
      (*factory.make(distribution))(u, x);
      CHECK(x == alone);
    }
  }
}

TEST_CASE("truncation renormalises probability", "[quantile]") {
  // F(x) of the truncated law at its quantile of u, by the untruncated law: F(min) + u (F(max) - F(min)).
  const auto whole = sim::make_quantile({config::Weibull{1, 1}});  // F = 1 - e^-x
  const auto part = sim::make_quantile({config::Weibull{1, 1}, 0.5, 2});
  for (const double u : {0.001, 0.2, 0.5, 0.9}) {
    const double p = 1 - std::exp(-0.5) + u * (std::exp(-0.5) - std::exp(-2));
    CHECK((*part)(u) == Approx((*whole)(p)).epsilon(1e-14));
  }
  // Far in the tail, where F(min) is 1 in double: the exponential law has no memory.
  for (const config::Law& exponential : {config::Law{config::Gamma{1, 1}}, config::Law{config::Weibull{1, 1}}}) {
    const auto tail = sim::make_quantile({exponential, 60});
    for (const double u : {0.001, 0.2, 0.5, 0.9}) CHECK((*tail)(u) == Approx(60 + (*whole)(u)).epsilon(1e-14));
  }
  // Bounds outside the support change nothing.
  CHECK(median({config::Pert{0, 1, 4}, -5, 9}) == median({config::Pert{0, 1, 4}}));
}

TEST_CASE("a discrete law steps where the running sum of its weights says", "[quantile]") {
  // In double 0.1 + 0.2 + 0.3 is not 0.6, and dividing by the total matters: F is computed as documented, not rearranged.
  const std::vector<double> weights = {0.1, 0.2, 0.3, 0.7};
  const double total = ((0.1 + 0.2) + 0.3) + 0.7;
  const double steps[] = {0.1 / total, (0.1 + 0.2) / total, ((0.1 + 0.2) + 0.3) / total};
  const auto quantile = sim::make_quantile({config::Discrete{{-1, 2, 4, 8}, weights}});
  const double values[] = {-1, 2, 4, 8};
  for (int i = 0; i < 3; ++i) {
    CHECK((*quantile)(std::nextafter(steps[i], 0)) == values[i]);
    CHECK((*quantile)(steps[i]) == values[i]);  // the smallest x with F(x) >= u
    CHECK((*quantile)(std::nextafter(steps[i], 1)) == values[i + 1]);
  }
  CHECK((*quantile)(sim::kSmallestUniform) == -1);
  CHECK((*quantile)(sim::kLargestUniform) == 8);
  CHECK(median({config::Discrete{{7}, {3}}}) == 7);
  const auto huge = sim::make_quantile({config::Discrete{{1, 2}, {1.5e308, 0.5e308}}});  // whose sum is no double
  CHECK((*huge)(0.74) == 1);
  CHECK((*huge)(0.76) == 2);
  for (int size = 1; size <= 40; ++size) {  // every shape of the search
    config::Discrete law;
    for (int i = 0; i < size; ++i) law.values.push_back(i), law.weights.push_back(1);
    const auto equal = sim::make_quantile({law});
    for (int i = 0; i < size; ++i) REQUIRE((*equal)((i + 0.5) / size) == i);
  }
}

TEST_CASE("an empirical law is linear between its points", "[quantile]") {
  const auto quantile = sim::make_quantile({config::Empirical{{0, 0.25, 0.5, 1}, {1, 2, 2, 5}}});
  CHECK((*quantile)(0.125) == 1.5);
  CHECK((*quantile)(0.25) == 2);
  CHECK((*quantile)(0.3) == 2);  // a repeated value holds the probability between
  CHECK((*quantile)(0.5) == 2);
  CHECK((*quantile)(std::nextafter(0.5, 1)) > 2);
  CHECK((*quantile)(0.75) == 3.5);
  CHECK((*quantile)(sim::kLargestUniform) <= 5);
  CHECK(median({config::Empirical{{0, 1}, {3, 3}}}) == 3);
}

TEST_CASE("truncation without probability is a problem", "[quantile]") {
  CHECK(says({config::Uniform{0, 1}, 2, 3}, "no probability between min = 2.0 and max = 3.0"));
  CHECK(says({config::Pert{0, 1, 4}, 4}, "no probability above min = 4.0"));
  CHECK(says({config::Pert{0, 1, 4}, -kInfinity, 0}, "no probability below max = 0.0"));
  CHECK(says({config::Normal{0, 1}, 50}, "lower min"));
  CHECK(says({config::Normal{0, 1}, -60, -50}, "raise max"));
  CHECK(says({config::Gamma{1, 1}, 1e4}, "lower min"));
  CHECK(says({config::Lognormal{1, 1}, -2, -1}, "raise max"));
  CHECK(says({config::Normal{0, 1e300}, 0, 1e-300}, "too close"));
  CHECK(says({config::Normal{0, 1}, 2, 1}, "not below"));
  CHECK(says({config::Normal{0, 1}, 1, 1}, "not below"));
  CHECK(says({config::Discrete{{1, 2}, {1, 1}}, 1}, "leave out the values"));
  CHECK(says({config::Uniform{-1e308, 1e308}}, "too large"));
  CHECK(sim::problem({config::Normal{0, 1}, 30}).empty());
  CHECK(sim::problem({config::Normal{0, 1e30}, 1, 1 + 1e-9}).empty());  // narrow, not improbable
  CHECK(says({config::Normal{0, 1}, 40, 40.00001}, "lower min"));
  for (const Distribution& distribution : examples()) CHECK(sim::problem(distribution).empty());
}

TEST_CASE("an infeasible metalog is a problem", "[quantile]") {
  CHECK(says({config::Metalog{2, 1, 3}}, "increase"));
  CHECK(says({config::Metalog{1, 1, 3}}, "increase"));
  CHECK(says({config::Metalog{1, 2, 3}, 1}, "below p10"));
  CHECK(says({config::Metalog{1, 2, 3}, -kInfinity, 2.5}, "above p90"));
  CHECK(says({config::Metalog{0, 1, 100}}, "move p50 towards 50.0"));
  // |a3 / a2| = 5/2 |p90 - 2 p50 + p10| / (p90 - p10) reaches the limit 1.66711312 where p50 is 1/2 - 1.66711312 / 5 of the way.
  const double limit = 0.5 - 1.66711311920193 / 5;
  CHECK(sim::problem({config::Metalog{0, limit + 1e-9, 1}}).empty());
  CHECK(says({config::Metalog{0, limit - 1e-9, 1}}, "so skew"));
  CHECK(says({config::Metalog{0, 1 - limit + 1e-9, 1}}, "so skew"));
  // What the transform of a bound does to the same three quantiles.
  CHECK(sim::problem({config::Metalog{1, 10, 100}, 0}).empty());
  CHECK(says({config::Metalog{1, 10, 100}}, "so skew"));
  CHECK(says({config::Metalog{1, 10, 100}, -1000}, "so skew"));
}

TEST_CASE("what leaves the range of doubles is a problem", "[quantile]") {
  constexpr double kHuge = 1.7e308;
  CHECK(says({config::Triangular{0, 1e-160, 1e-150}}, "too small"));
  CHECK(says({config::Triangular{0, 0, 1e160}}, "too large"));
  CHECK(says({config::Empirical{{0, 0.5, 1}, {-kHuge, kHuge, kHuge}}}, "the step from -1.7e+308 to 1.7e+308"));
  CHECK(says({config::Empirical{{0, 1e-9, 1}, {0, 1e300, 1e300}}}, "too large"));
  CHECK(says({config::LognormalMoments{1e-300, 1e300}}, "too small"));
  CHECK(says({config::Metalog{-kHuge, 0, kHuge}}, "too large"));
  CHECK(says({config::Metalog{0, 1e-200, 2e-200}}, "too small"));
  CHECK(says({config::Metalog{1, 2, 3}, -1e15}, "min = -1e+15 (more than a million"));
  CHECK(says({config::Metalog{1, 2, 3}, 0, 2.1e6}, "max = 2100000.0 (more than a million"));
  CHECK(says({config::Metalog{1, 2, 3}, -kHuge, kHuge}, "more than a million"));
}

TEST_CASE("laws at the edge of that range are exact", "[quantile]") {
  // Symmetric triangular, F = 2 z^2 below the mode, whose quantiles are z = sqrt(u / 2) of the width.
  for (const double width : {1.1e-140, 1e150})
    for (const double u : {1e-15, 0.02, 0.32})
      CHECK_THAT(sim::make_quantile({config::Triangular{0, width / 2, width}})->once(u) / width,
                 Catch::Matchers::WithinRel(std::sqrt(u / 2), 1e-13));
  // A metalog with a bound that far away is all but the one without.
  for (const double u : {1e-6, 0.1, 0.3, 0.5, 0.9, 1 - 1e-6}) {
    const double free = (*sim::make_quantile({config::Metalog{1, 2.2, 3}}))(u);
    CHECK_THAT((*sim::make_quantile({config::Metalog{1, 2.2, 3}, -1.9e6}))(u), Catch::Matchers::WithinAbs(free, 2e-4));
    CHECK_THAT((*sim::make_quantile({config::Metalog{1, 2.2, 3}, -1.9e6, 1.9e6}))(u), Catch::Matchers::WithinAbs(free, 2e-4));
  }
  const auto steep = sim::make_quantile({config::Empirical{{0, 0.5, 1}, {-8e307, 0, 8e307}}});
  CHECK((*steep)(0.25) == -4e307);
  CHECK((*steep)(0.75) == 4e307);
}

TEST_CASE("the limit of metalogs is sharp", "[quantile]") {
  // Just inside the limit the quantile function still increases everywhere, if only just; 20,000 places.
  const double limit = 0.5 - 1.66711311920193 / 5;
  const auto quantile = sim::make_quantile({config::Metalog{0, limit + 1e-6, 1}});
  double last = -kInfinity;
  for (int i = 1; i < 20'000; ++i) {
    const double x = (*quantile)(i / 20'000.0);
    REQUIRE(x > last);
    last = x;
  }
}
