#include <bit>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "sim/stats/accumulate/accumulator.hpp"
#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

// 1,100 bits hold every sum below without rounding.
using Exact = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<1100>>;

struct Moments {
  double mean, sd;
};

Moments reference(const std::vector<double>& values) {
  Exact sum = 0, squares = 0;
  for (const double value : values) {
    sum += value;
    squares += Exact(value) * value;
  }
  const Exact n = values.size();
  const Exact variance = (n * squares - sum * sum) / (n * (n - 1));
  return {static_cast<double>(sum / n), static_cast<double>(sqrt(variance))};
}

void check_moments(const std::vector<double>& values) {
  const Moments expected = reference(values);
  ExactSums sums(1);
  for (const double value : values) sums.add_repeated(value, 1, 0);
  CHECK(exact_mean(sums.terms(), values.size()) == expected.mean);
  CHECK(exact_sd(sums.terms(), values.size()) == Approx(expected.sd).epsilon(1e-15));

  const BinPlan plan = plan_bins(values);
  Accumulator accumulator(plan);
  accumulator.add(values, 0);
  CHECK(std::fabs(accumulator.mean() - expected.mean) <= 1e-15 * expected.sd);
  CHECK(accumulator.sd() == Approx(expected.sd).epsilon(1e-13));
}

std::vector<double> normals(std::size_t n, double mean, double sd, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::normal_distribution<double> law(mean, sd);
  std::vector<double> values(n);
  for (double& value : values) value = law(engine);
  return values;
}

}  // namespace

TEST_CASE("mean and sd of exact sums are rounded once, those of an accumulator near them", "[stats]") {
  SECTION("both signs") { check_moments(normals(5000, 0, 1, 1)); }
  SECTION("cancellation: a spread of 1e-12 of the mean") { check_moments(normals(5000, 3800, 3.8e-9, 2)); }
  SECTION("huge and tiny together") {
    std::vector<double> values = normals(1000, 0, 1, 3);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = std::ldexp(values[i], static_cast<int>(i % 200) - 100);
    check_moments(values);
  }
  SECTION("a sum that cancels to one bit") { check_moments({1e30, 1.0, -1e30, 0x1p-40}); }
  SECTION("subnormal numbers") { check_moments({5e-324, 1e-320, 3e-310, -2e-315}); }
}

TEST_CASE("one value has no spread", "[stats]") {
  const BinPlan plan = plan_bins(std::vector{2.5});
  Accumulator accumulator(plan);
  accumulator.add(std::vector{2.5}, 0);
  CHECK(accumulator.mean() == 2.5);
  CHECK(accumulator.sd() == 0);
}

TEST_CASE("a constant keeps its bits over any number of trials", "[stats]") {
  const std::vector<double> values(4096, 0.1);
  const BinPlan plan = plan_bins(values);
  Accumulator accumulator(plan);
  for (int i = 0; i < 1000; ++i) accumulator.add(values, 0);
  CHECK(accumulator.count() == 4096000);
  CHECK(accumulator.mean() == 0.1);
  CHECK(accumulator.sd() == 0);
}
