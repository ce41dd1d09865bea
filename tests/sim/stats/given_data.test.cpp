#include "sim/stats/given_data.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

using Columns = std::vector<std::vector<double>>;

/// [factor][trial], independent standard normals.
Columns normals(std::size_t factors, std::size_t n, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::normal_distribution<double> normal;
  Columns columns(factors, std::vector<double>(n));
  for (auto& column : columns)
    for (double& value : column) value = normal(engine);
  return columns;
}

std::vector<double> output(const Columns& factors, auto function) {
  std::vector<double> values;
  for (std::size_t i = 0; i < factors.front().size(); ++i) values.push_back(function([&](std::size_t k) { return factors[k][i]; }));
  return values;
}

FactorEffects effects(const std::vector<double>& factor, const std::vector<double>& values) {
  const std::span<const double> column(values);
  return factor_effects(ranking(factor), OutputTable(std::span(&column, 1)));
}

/// How often in `runs` the 95 % interval holds the known share, for each factor.
std::vector<int> hits(const std::vector<double>& shares, std::size_t n, int runs, auto function) {
  std::vector<int> count(shares.size());
  for (int run = 0; run < runs; ++run) {
    const Columns factors = normals(shares.size(), n, static_cast<unsigned>(run + 1));
    const std::vector<double> values = output(factors, function);
    for (std::size_t k = 0; k < shares.size(); ++k) {
      const FactorEffects found = effects(factors[k], values);
      count[k] += std::fabs(found.first_order[0] - shares[k]) <= 1.96 * found.error[0] ? 1 : 0;
    }
  }
  return count;
}

constexpr int kRuns = 200;
/// Of 200 intervals that hold what they should in 95 % of all cases, 179 or fewer do with a probability of 0.1 %.
constexpr int kLeastHits = 180;

}  // namespace

TEST_CASE("ranks are those of a sort, ties share the mean of theirs", "[given_data]") {
  const std::vector<double> numbers{3, -1, 3, 0.0, -0.0, 1e300, -1e300, 3};
  const Ranking found = ranking(numbers);
  CHECK(found.twice == std::vector<std::uint32_t>{12, 4, 12, 7, 7, 16, 2, 12});
  CHECK(found.order == std::vector<std::uint32_t>{6, 1, 3, 4, 0, 2, 7, 5});
  CHECK(ranking({}).order.empty());
  const std::vector<double> same(5, 2.0);
  CHECK(ranking(same).twice == std::vector<std::uint32_t>(5, 6));
}

TEST_CASE("shares of an additive output are within their intervals", "[given_data]") {
  const std::vector<double> shares{4 / 5.25, 1 / 5.25, 0.25 / 5.25, 0};
  for (const int count : hits(shares, 4000, kRuns, [](auto x) { return 2 * x(0) - x(1) + 0.5 * x(2); })) CHECK(count >= kLeastHits);
}

TEST_CASE("shares of a product of lognormals are within their intervals", "[given_data]") {
  const std::vector<double> sd{0.5, 0.3, 0.1};
  double all = 0;
  for (const double each : sd) all += each * each;
  std::vector<double> shares;
  for (const double each : sd) shares.push_back(std::expm1(each * each) / std::expm1(all));
  for (const int count : hits(shares, 4000, kRuns, [&](auto x) { return std::exp(sd[0] * x(0) + sd[1] * x(1) + sd[2] * x(2)); }))
    CHECK(count >= kLeastHits);
}

TEST_CASE("a pure interaction has no first-order share", "[given_data]") {
  for (const int count : hits({0, 0}, 4000, kRuns, [](auto x) { return x(0) * x(1); })) CHECK(count >= kLeastHits);
}

TEST_CASE("an output that is not monotonic is explained, though its rank correlation is none", "[given_data]") {
  const Columns factors = normals(1, 20000, 3);
  const FactorEffects found = effects(factors[0], output(factors, [](auto x) { return x(0) * x(0); }));
  CHECK(found.first_order[0] > 0.97);
  CHECK(std::fabs(found.spearman[0]) < 0.04);
}

TEST_CASE("a factor with a few values keeps its ties together", "[given_data]") {
  Columns factors = normals(2, 6000, 5);
  for (double& value : factors[0]) value = value > 0.5 ? 1 : 0;
  const std::vector<double> values = output(factors, [](auto x) { return 3 * x(0) + x(1); });
  const FactorEffects found = effects(factors[0], values);
  const double p = 0.3085375387259869, variance = 9 * p * (1 - p);
  CHECK(std::fabs(found.first_order[0] - variance / (variance + 1)) <= 3 * found.error[0]);
  double sum = 0, count = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (factors[0][i] != 0) continue;
    sum += values[i];
    ++count;
  }
  CHECK(found.low[0] == Approx(sum / count));  // the lowest tenth are all the trials that are tied with it
}

TEST_CASE("the tenths of a factor are those of a sort", "[given_data]") {
  const Columns factors = normals(2, 1000, 9);
  const std::vector<double> values = output(factors, [](auto x) { return x(0) + 0.1 * x(1); });
  std::vector<std::size_t> order(1000);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) { return factors[0][i]; });
  double low = 0, high = 0;
  for (std::size_t i = 0; i < 100; ++i) {
    low += values[order[i]] / 100;
    high += values[order[999 - i]] / 100;
  }
  const FactorEffects found = effects(factors[0], values);
  CHECK(found.low[0] == Approx(low));
  CHECK(found.high[0] == Approx(high));
}

TEST_CASE("constants drive nothing, and nothing drives them", "[given_data]") {
  const Columns factors = normals(1, 500, 2);
  const std::vector<double> constant(500, 4.2);
  for (const FactorEffects& found : {effects(constant, factors[0]), effects(factors[0], constant)}) {
    CHECK(found.first_order[0] == 0);
    CHECK(found.spearman[0] == 0);
  }
  CHECK(effects(factors[0], constant).low[0] == Approx(4.2));
}

TEST_CASE("factors together explain what they interact in", "[given_data]") {
  const Columns factors = normals(3, 8000, 4);
  const std::vector<double> values = output(factors, [](auto x) { return std::exp(0.4 * x(0) + 0.4 * x(1)) + 0.5 * x(2); });
  const std::span<const double> column(values);
  const OutputTable outputs(std::span(&column, 1));
  const Ranking first = ranking(factors[0]), second = ranking(factors[1]);
  const JointScores scores({&first, &second}, outputs);
  const FactorEffects joint = factor_effects(ranking(scores.of(0)), outputs, scores.weights());
  const double variance = std::exp(0.32) * std::expm1(0.32);
  CHECK(std::fabs(joint.first_order[0] - variance / (variance + 0.25)) <= 3 * joint.error[0]);
  CHECK(joint.first_order[0] > factor_effects(first, outputs).first_order[0] + factor_effects(second, outputs).first_order[0]);
}
