#include "sim/stats/infer/given_data.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>
#include <random>

#include "sim/stats/infer/joint_scores.hpp"
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
  const Ranking ranked = ranking(factor);
  return factor_effects({&ranked, factor}, OutputTable(std::span(&column, 1)));
}

bool holds(const FactorEffects& found, double share) { return found.first_order_low[0] <= share && share <= found.first_order_high[0]; }
bool is_unknown(const FactorEffects& found) {
  return std::isnan(found.first_order[0]) && found.first_order_low[0] == 0 && found.first_order_high[0] == 1;
}

/// How often in `runs` the 95 % interval holds the known share, for each factor.
std::vector<int> hits(const std::vector<double>& shares, std::size_t n, int runs, auto function) {
  std::vector<int> count(shares.size());
  for (int run = 0; run < runs; ++run) {
    const Columns factors = normals(shares.size(), n, static_cast<unsigned>(run + 1));
    const std::vector<double> values = output(factors, function);
    for (std::size_t k = 0; k < shares.size(); ++k) {
      count[k] += holds(effects(factors[k], values), shares[k]) ? 1 : 0;
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
  std::vector<double> close;  // numbers that only their last bits tell apart, some of them equal
  for (int k = 0; k < 2000; ++k) close.push_back((k % 2 ? -1 : 1) * (1 + (k * 709 % 500) * 0x1p-45));
  std::vector<std::uint32_t> order(close.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t k) { return close[k]; });
  CHECK(ranking(close).order == order);
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
  CHECK(found.first_order[0] > 0.999);
  CHECK(holds(found, 1));
  CHECK(std::fabs(found.spearman[0]) < 0.04);
}

TEST_CASE("a factor with a few values keeps its ties together", "[given_data]") {
  Columns factors = normals(2, 6000, 5);
  for (double& value : factors[0]) value = value > 0.5 ? 1 : 0;
  const std::vector<double> values = output(factors, [](auto x) { return 3 * x(0) + x(1); });
  const FactorEffects found = effects(factors[0], values);
  const double p = 0.3085375387259869, variance = 9 * p * (1 - p);
  CHECK(holds(found, variance / (variance + 1)));
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
  const std::vector<double> sum = scores.of(0);
  const Ranking ranked = ranking(sum);
  const FactorEffects joint = factor_effects({&ranked, sum}, outputs, scores.weights());
  const double variance = std::exp(0.32) * std::expm1(0.32);
  CHECK(holds(joint, variance / (variance + 0.25)));
  CHECK(joint.first_order[0] >
        factor_effects({&first, factors[0]}, outputs).first_order[0] + factor_effects({&second, factors[1]}, outputs).first_order[0]);
}

TEST_CASE("a factor that stands twice counts once", "[given_data]") {
  const Columns factors = normals(2, 1000, 6);
  const std::vector<double> values = output(factors, [](auto x) { return x(0) - x(1); });
  const std::span<const double> column(values);
  const OutputTable outputs(std::span(&column, 1));
  const Ranking first = ranking(factors[0]), second = ranking(factors[1]);
  const std::vector<double> once = JointScores({&first, &second}, outputs).of(0),
                            twice = JointScores({&first, &first, &second}, outputs).of(0);
  for (std::size_t i = 0; i < once.size(); ++i) CHECK(once[i] == Approx(twice[i]).margin(1e-9));
}

// The one input's share is 1. Each of these has an interval that holds it, or says that it cannot tell; none is allowed to miss, though
// 12 of 200 would keep what is promised.
TEST_CASE("what one input does is its share, though it happens far out in a tail or bends sharply", "[given_data]") {
  const auto shortage = [](double from) { return [from](auto x) { return std::max(0.0, x(0) - from); }; };
  const auto lognormal = [](double sigma) { return [sigma](auto x) { return 3 + 2 * std::exp(sigma * x(0)); }; };
  struct Case {
    std::function<double(std::function<double(std::size_t)>)> function;
    std::size_t trials;
    int most_unknown;  ///< of 200 runs
  };
  const std::vector<Case> cases{{shortage(2), 2048, 0},     {shortage(2), 8192, 0},    {shortage(2.5), 2048, 100}, {shortage(2.5), 8192, 0},
                                {shortage(3), 2048, 200},   {shortage(3), 8192, 160},  {lognormal(1), 2048, 0},    {lognormal(1), 8192, 0},
                                {lognormal(1.5), 2048, 10}, {lognormal(1.5), 8192, 0}, {lognormal(1.5), 512, 40}};
  for (std::size_t c = 0; c < cases.size(); ++c) {
    int held = 0, unknown = 0, inert = 0;
    for (int run = 0; run < kRuns; ++run) {
      const Columns factors = normals(2, cases[c].trials, static_cast<unsigned>(1000 * c) + static_cast<unsigned>(run));
      const std::vector<double> values = output(factors, cases[c].function);
      if (std::ranges::none_of(values, [&](double value) { return value != values[0]; })) continue;
      const FactorEffects found = effects(factors[0], values);
      held += holds(found, 1);
      unknown += is_unknown(found);
      inert += effects(factors[1], values).first_order_low[0] > 0;
    }
    INFO("case " << c << ": " << held << " hold 1, " << unknown << " cannot tell");
    CHECK(held >= kRuns - (cases[c].trials == 2048 && cases[c].most_unknown == kRuns ? 35 : 0));
    CHECK(unknown <= cases[c].most_unknown);
    CHECK(inert <= 12);  // of 200 at 2.5 % each, more with a probability of 0.2 %
  }
}

TEST_CASE("shares of Ishigami's function and of the g-function are within their intervals", "[given_data]") {
  const auto uniform = [](double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); };
  const double pi = std::numbers::pi, p4 = std::pow(pi, 4), first = 0.5 * std::pow(1 + 0.1 * p4 / 5, 2), second = 49.0 / 8;
  const double ishigami = first + second + 0.01 * p4 * p4 * (1.0 / 18 - 1.0 / 50);
  for (const int count : hits({first / ishigami, second / ishigami, 0}, 4000, kRuns, [&](auto x) {
         const double a = pi * (2 * uniform(x(0)) - 1), b = pi * (2 * uniform(x(1)) - 1), c = pi * (2 * uniform(x(2)) - 1);
         return std::sin(a) + 7 * std::pow(std::sin(b), 2) + 0.1 * std::pow(c, 4) * std::sin(a);
       }))
    CHECK(count >= kLeastHits);
  const auto g = [&](double z, double a) { return (std::fabs(4 * uniform(z) - 2) + a) / (1 + a); };
  const double v0 = 1.0 / 3, v1 = 1.0 / 12, v2 = 1.0 / 75, all = (1 + v0) * (1 + v1) * (1 + v2) - 1;
  for (const int count : hits({v0 / all, v1 / all, v2 / all}, 4000, kRuns, [&](auto x) { return g(x(0), 0) * g(x(1), 1) * g(x(2), 4); }))
    CHECK(count >= kLeastHits);
}

TEST_CASE("the mean of what is never negative is not -0", "[given_data]") {
  const Columns factors = normals(1, 3000, 8);
  for (const double zero : {0.0, -0.0}) {
    const FactorEffects found = effects(factors[0], output(factors, [&](auto x) { return x(0) > 1 ? x(0) / 3 : zero; }));
    CHECK(found.low[0] == 0);
    CHECK(!std::signbit(found.low[0]));
    CHECK(found.high[0] > 0);
  }
}
