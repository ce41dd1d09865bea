#include "sim/score/forecast.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include "sim/math/elementary.hpp"
#include "sim/math/normal.hpp"
#include "sim/random/stream/uniform.hpp"
#include "sim/score/outcome.hpp"
#include "tests/catch.hpp"
#include "tests/sim/score/normals.hpp"

using namespace cellcast;
using namespace cellcast::sim;
using tests::independent_normals;
using tests::kMillion;
using tests::stratified_normals;

namespace {

/// E|x - X| of a standard normal X.
double distance_from(double x) {
  return x * (2 * math::normal_cdf(x) - 1) + 2 * std::exp(-x * x / 2) / std::sqrt(2 * M_PI);
}

/// The Monte Carlo error of a CRPS at x: a trial X adds |X - x| - E|X - X'| to it, up to terms of 1 / n.
double crps_error(const std::vector<double>& values, double x) {
  double sum = 0, squares = 0;
  for (const double value : values) {
    const double part = std::fabs(value - x) - distance_from(value);
    sum += part;
    squares += part * part;
  }
  const double n = static_cast<double>(values.size()), mean = sum / n;
  return std::sqrt((squares / n - mean * mean) / n);
}

double pinball(double p, double quantile, double x) { return x >= quantile ? p * (x - quantile) : (1 - p) * (quantile - x); }

}  // namespace

TEST_CASE("the CRPS of a normal forecast is that of the closed form", "[score]") {
  // Of independent trials within 4.5 standard errors, odds of 1 in 147,000 for each of five; of stratified ones within 1e-5.
  const std::vector<double> independent = independent_normals(kMillion, 7), stratified = stratified_normals(kMillion, 8);
  const Forecast by_chance(independent, {}), even(stratified, {});
  for (const double x : {-3.0, -1.0, 0.0, 0.5, 2.0}) {
    CAPTURE(x);
    const double exact = normal_crps(0, 1, x), error = crps_error(independent, x);
    CHECK(error < 1.1e-3);  // the Monte Carlo error: 2e-4 at 0, 1e-3 far out, where the score is above 1.4
    CHECK(std::fabs(by_chance.crps(x) - exact) < 4.5 * error);
    CHECK(std::fabs(even.crps(x) - exact) < 1e-5 * exact);
  }
}

TEST_CASE("the closed form of a normal's CRPS is the known one", "[score]") {
  CHECK(normal_crps(0, 1, 0) == Approx((std::sqrt(2.0) - 1) / std::sqrt(M_PI)).epsilon(1e-15));  // 2 phi(0) - 1 / sqrt(pi)
  CHECK(normal_crps(3, 2, 3) == Approx(2 * (std::sqrt(2.0) - 1) / std::sqrt(M_PI)).epsilon(1e-15));
  CHECK(normal_crps(0, 1, 40) == Approx(40 - 1 / std::sqrt(M_PI)).epsilon(1e-14));  // |x| less half the mean difference
  CHECK(normal_crps(1, 0, 3.5) == 2.5);
}

TEST_CASE("the CRPS is the mean distance less half the mean difference", "[score]") {
  const std::vector<double> values{3, -1, 4, 1, -5, 9, 2, 6, 5, 3, 5};
  const std::vector<std::uint32_t> weights{2, 1, 0, 3, 5, 8, 1, 1, 2, 4, 0};
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (const double x : {-7.0, -5.0, 0.0, 3.0, 4.4, 9.0, 12.5}) {
    double equal = 0, weighted = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      equal += std::fabs(values[i] - x) / 11;
      weighted += weights[i] / total * std::fabs(values[i] - x);
      for (std::size_t k = 0; k < values.size(); ++k) {
        equal -= std::fabs(values[i] - values[k]) / 2 / 121;
        weighted -= weights[i] / total * weights[k] / total * std::fabs(values[i] - values[k]) / 2;
      }
    }
    CAPTURE(x);
    CHECK(Forecast(values, {}).crps(x) == Approx(equal).margin(1e-14));
    CHECK(Forecast(values, weights).crps(x) == Approx(weighted).margin(1e-14));
  }
}

TEST_CASE("a weight counts as so many trials", "[score]") {
  const std::vector<double> values{5, 1, 3, 1, 4}, repeated{5, 5, 1, 3, 3, 3, 1, 1};
  const std::vector<std::uint32_t> weights{2, 1, 3, 2, 0};
  const Forecast weighted(values, weights), plain(repeated, {});
  for (const Twentieths p : {Twentieths::p5, Twentieths::p25, Twentieths::p50, Twentieths::p75, Twentieths::p95})
    CHECK(weighted.quantile(p) == plain.quantile(p));
  for (const double x : {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0}) {
    CHECK(weighted.at(x) == plain.at(x));
    CHECK(weighted.below(x) == plain.below(x));
    CHECK(weighted.crps(x) == Approx(plain.crps(x)).margin(1e-15));
  }
}

TEST_CASE("a quantile is the smallest value that is reached with its probability", "[score]") {
  std::vector<double> values(20);
  std::iota(values.rbegin(), values.rend(), 1.0);
  const Forecast twenty(values, {});
  CHECK(twenty.quantile(Twentieths::p5) == 1);
  CHECK(twenty.quantile(Twentieths::p25) == 5);
  CHECK(twenty.quantile(Twentieths::p50) == 10);
  CHECK(twenty.quantile(Twentieths::p75) == 15);
  CHECK(twenty.quantile(Twentieths::p95) == 19);
  values.push_back(21);  // 0.05 of 21 takes two
  CHECK(Forecast(values, {}).quantile(Twentieths::p5) == 2);
  CHECK(Forecast(std::vector{4.0}, {}).quantile(Twentieths::p95) == 4);
}

TEST_CASE("where x is among the trials its place is divided by a uniform", "[score]") {
  const std::vector<double> values{1, 2, 2, 2, 5};
  const Forecast forecast(values, {});
  CHECK(forecast.below(2) == 0.2);
  CHECK(forecast.at(2) == 0.8);
  CHECK(forecast.pit(2, 0.25) == Approx(0.35));
  CHECK(forecast.pit(3, 0.25) == Approx(0.8));
  CHECK(forecast.pit(0, 0.5) == 0);
  CHECK(forecast.pit(9, 0.5) == 1);
}

TEST_CASE("an interval's score is that of its two quantiles", "[score]") {
  // Gneiting & Raftery 2007: the interval score is 2 / alpha times the pinball losses of both ends.
  for (const double alpha : {0.5, 0.1})
    for (const double x : {-4.0, -1.0, 0.3, 2.0, 2.5, 80.0})
      CHECK(interval_score(-1, 2, alpha, x) == Approx(2 / alpha * (pinball(alpha / 2, -1, x) + pinball(1 - alpha / 2, 2, x))).epsilon(1e-14));
  CHECK(interval_score(-1, 2, 0.1, 0) == 3);
  CHECK(interval_score(-1, 2, 0.1, 3) == 23);
  CHECK(interval_score(-1, 2, 0.5, -2) == 7);
}
