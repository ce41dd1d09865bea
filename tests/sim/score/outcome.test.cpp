#include "sim/score/outcome.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/math/elementary.hpp"
#include "sim/math/normal.hpp"
#include "sim/score/forecast.hpp"
#include "tests/catch.hpp"
#include "tests/sim/score/normals.hpp"

using namespace cellcast;
using namespace cellcast::sim;
using tests::kMillion;
using tests::stratified_normals;

namespace {

constexpr double kMedian = 500, kSigma = 0.3;

std::vector<double> lognormals(std::size_t count, std::uint64_t seed) {
  std::vector<double> out = stratified_normals(count, seed);
  for (double& z : out) z = kMedian * math::exp(kSigma * z);
  return out;
}

Outcome outcome(double value, double sd, bool relative, std::uint64_t seed = 1) {
  return {value, sd, relative, error_stream(seed, "price", {"power", 2025}), tie_stream(seed, "price", {"power", 2025})};
}

/// How far the values, ascending, are from those of a uniform distribution (Kolmogorov), times the root of their number.
double distance_from_uniform(std::vector<double> values) {
  std::ranges::sort(values);
  const double n = static_cast<double>(values.size());
  double most = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    most = std::max({most, static_cast<double>(i + 1) / n - values[i], values[i] - static_cast<double>(i) / n});
  return most * std::sqrt(n);
}

}  // namespace

TEST_CASE("a lognormal forecast scores as the normal of its logarithm", "[score]") {
  const std::vector<double> values = lognormals(kMillion, 3);
  for (const double value : {300.0, 500.0, 900.0}) {
    const Scores scores = score(values, {}, outcome(value, 0, false));
    const double z = std::log(value / kMedian) / kSigma;
    CAPTURE(value);
    CHECK(scores.logarithm);
    CHECK(scores.crps == Approx(normal_crps(std::log(kMedian), kSigma, std::log(value))).epsilon(1e-5));
    CHECK(scores.pit == Approx(math::normal_cdf(z)).margin(2e-6));
    CHECK(scores.miss == Approx(kSigma * z).margin(1e-5));
    CHECK(scores.quantiles[2] == Approx(kMedian).epsilon(1e-5));
    CHECK(scores.quantiles[4] == Approx(kMedian * std::exp(kSigma * 1.6448536)).epsilon(1e-4));
    CHECK(scores.interval_50 ==
          Approx(interval_score(-0.67448975 * kSigma, 0.67448975 * kSigma, 0.5, kSigma * z)).epsilon(1e-4));
    CHECK(scores.inside_50 == (std::fabs(z) < 0.6744));
    CHECK(scores.inside_90 == (std::fabs(z) < 1.6448));
  }
}

TEST_CASE("an atom scores its distance", "[score]") {
  const std::vector<double> values(1000, 100.0);
  const Scores logarithm = score(values, {}, outcome(80, 0, false));
  CHECK(logarithm.crps == std::fabs(math::log(80) - math::log(100)));
  CHECK_FALSE(logarithm.log_score);  // it has no density
  const std::vector<double> negative(1000, -3.0);
  const Scores value = score(negative, {}, outcome(4.5, 0, false));
  CHECK_FALSE(value.logarithm);
  CHECK(value.crps == 7.5);
  CHECK(value.miss == 7.5);
  CHECK(value.quantiles[2] == -3);
}

TEST_CASE("measurement error widens a forecast as the normals add", "[score]") {
  // ln X + error is normal with the variances added. Each trial's draw of the error is independent: places within 4.5 standard errors of
  // at most 0.5 / 1000, odds of 1 in 147,000; the CRPS within 1e-3.
  const std::vector<double> values = lognormals(kMillion, 5);
  const double error = 0.4, sd = 0.5;  // 0.3^2 + 0.4^2
  for (const double value : {200.0, 500.0, 1000.0}) {
    const Scores scores = score(values, {}, outcome(value, error, true));
    const double x = std::log(value / kMedian);
    CAPTURE(value);
    CHECK(scores.error == error);
    CHECK(scores.crps == Approx(normal_crps(0, sd, x)).epsilon(1e-3));
    CHECK(std::fabs(scores.pit - math::normal_cdf(x / sd)) < 4.5 * 0.5e-3);
    // An end's standard error is sqrt(0.05 x 0.95 / n) over the density: 2.1e-3 sd; it counts 21 times where x is outside.
    CHECK(scores.interval_90 == Approx(interval_score(-1.6448536 * sd, 1.6448536 * sd, 0.1, x)).margin(4.5 * 21 * 2.2e-3 * sd));
    // Its density is that of the trials about whose logarithms the error lies: a kernel as wide as the error.
    const double density = std::exp(-x * x / (2 * sd * sd)) / (sd * std::sqrt(2 * M_PI));
    REQUIRE(scores.log_score);
    CHECK(*scores.log_score == Approx(-std::log(density)).margin(1e-5));
  }
  // An error in the value's unit is taken relative to it.
  CHECK(score(values, {}, outcome(1000, 400, false)).crps == score(values, {}, outcome(1000, 0.4, true)).crps);
}

TEST_CASE("one miss cannot decide a log score", "[score]") {
  CHECK(score(lognormals(1000, 1), {}, outcome(1e9, 0, false)).log_score.value() == Approx(-std::log(1e-6)));
}

TEST_CASE("places are uniform where what happens is drawn from the forecast", "[score]") {
  // 2,000 repetitions, each with its own seed, of a forecast with an atom at 0 (censored) and of one with logarithms and a measurement
  // error. Kolmogorov: 2 exp(-2 x 2.6^2), odds of 1 in 370,000; a place is one of 2,001, which moves the distance by 0.02.
  constexpr std::size_t kRepetitions = 2000, kTrials = 2000;
  std::vector<double> censored, measured;
  for (std::uint64_t seed = 0; seed < kRepetitions; ++seed) {
    std::vector<double> all = tests::independent_normals(kTrials + 2, 100 + seed), values(all.begin(), all.begin() + kTrials);
    for (double& z : values) z = std::max(z, 0.0);
    censored.push_back(score(values, {}, outcome(std::max(all[kTrials], 0.0), 0, false, seed)).pit);
    for (std::size_t i = 0; i < kTrials; ++i) values[i] = std::exp(0.5 * all[i]);
    const double seen = std::exp(0.5 * all[kTrials] + 0.3 * all[kTrials + 1]);
    measured.push_back(score(values, {}, outcome(seen, 0.3, true, seed)).pit);
  }
  CHECK(distance_from_uniform(censored) < 2.6);
  CHECK(distance_from_uniform(measured) < 2.6);
  const auto inside = [](const std::vector<double>& places, double low, double high) {
    return static_cast<double>(std::ranges::count_if(places, [&](double place) { return low <= place && place <= high; }));
  };
  // Binomial, 4.5 standard deviations: 1000 +- 100 and 1800 +- 60.
  CHECK(inside(censored, 0.25, 0.75) == Approx(1000).margin(101));
  CHECK(inside(measured, 0.05, 0.95) == Approx(1800).margin(61));
}

TEST_CASE("scores do not depend on the order of trials", "[score]") {
  std::vector<double> values = lognormals(10'000, 2);
  const Scores one = score(values, {}, outcome(600, 0, false));
  std::ranges::reverse(values);
  const Scores other = score(values, {}, outcome(600, 0, false));
  CHECK(one.crps == other.crps);
  CHECK(one.pit == other.pit);
  CHECK(one.quantiles == other.quantiles);
}
