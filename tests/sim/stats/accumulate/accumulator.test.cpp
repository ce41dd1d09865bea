#include "sim/stats/accumulate/accumulator.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "sim/stats/accumulate/summary.hpp"
#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

std::vector<double> draw(std::size_t n, auto law, unsigned seed = 7) {
  std::mt19937_64 engine(seed);
  std::vector<double> values(n);
  for (double& value : values) value = law(engine);
  return values;
}

BinPlan plan_of(const std::vector<double>& values) {
  BinPlan plan = plan_bins(std::span(values).first(std::min(values.size(), kPilotTrials)));
  plan.levels = {0, 1};
  return plan;
}

Accumulator accumulate(const BinPlan& plan, const std::vector<double>& values) {
  Accumulator accumulator(plan);
  accumulator.add(values, 0);
  return accumulator;
}

const std::vector<double> kProbabilities{0.001, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 0.999};

/// Rank error <= 1e-4 of the trials, or value error <= 2^-11 of the value.
void check_quantiles(std::vector<double> values) {
  const BinPlan plan = plan_of(values);
  const Accumulator accumulator = accumulate(plan, values);
  const OrderStatistics order(accumulator);
  std::ranges::sort(values);
  const auto n = static_cast<double>(values.size());
  for (const double p : kProbabilities) {
    const std::uint64_t rank = quantile_rank(p, values.size());
    const double estimate = order.value_at(rank), exact = values[rank - 1];
    const auto below = static_cast<double>(std::ranges::lower_bound(values, estimate) - values.begin());
    const auto up_to = static_cast<double>(std::ranges::upper_bound(values, estimate) - values.begin());
    const double wanted = static_cast<double>(rank);
    const double rank_error = std::max({0.0, below + 1 - wanted, wanted - std::max(up_to, below + 1)}) / n;
    INFO("p " << p << " exact " << exact << " estimate " << estimate << " rank error " << rank_error);
    CHECK((rank_error <= 1e-4 || std::abs(estimate - exact) <= 0x1p-11 * std::abs(exact)));
  }
}

std::vector<double> state(const Accumulator& accumulator) {
  std::vector<double> all{accumulator.mean(), accumulator.sd(), accumulator.min(), accumulator.max(),
                          static_cast<double>(accumulator.count())};
  for (const auto& piece : accumulator.pieces()) all.insert(all.end(), {piece.low, piece.high, static_cast<double>(piece.count)});
  for (const std::size_t level : {0, 1}) all.push_back(static_cast<double>(accumulator.above(level)));
  return all;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(
      a, b, {}, [](double x) { return std::bit_cast<std::uint64_t>(x); }, [](double x) { return std::bit_cast<std::uint64_t>(x); });
}

}  // namespace

TEST_CASE("quantiles of laws of many shapes", "[stats]") {
  const std::size_t n = 200000;
  SECTION("normal") { check_quantiles(draw(n, std::normal_distribution(3800.0, 500.0))); }
  SECTION("both signs") { check_quantiles(draw(n, std::normal_distribution(0.1, 1.0))); }
  SECTION("narrow: relative spread 1e-4") { check_quantiles(draw(n, std::normal_distribution(1170.0, 0.1))); }
  SECTION("narrow: relative spread 1e-9") { check_quantiles(draw(n, std::normal_distribution(-5.0, 5e-9))); }
  SECTION("wide: thirty octaves") { check_quantiles(draw(n, std::lognormal_distribution(0.0, 4.0))); }
  SECTION("tiny") { check_quantiles(draw(n, std::lognormal_distribution(-600.0, 1.0))); }
  SECTION("huge") { check_quantiles(draw(n, std::lognormal_distribution(600.0, 1.0))); }
  SECTION("uniform") { check_quantiles(draw(n, std::uniform_real_distribution(0.0, 1.0))); }
  SECTION("heavy tails") { check_quantiles(draw(n, std::cauchy_distribution(0.0, 1.0))); }
  SECTION("a spike beside a wide law") {
    auto values = draw(n, std::normal_distribution(100.0, 30.0));
    for (std::size_t i = 0; i < n; i += 2) values[i] = 77 + 1e-6 * values[i];
    check_quantiles(values);
  }
  SECTION("few values") { check_quantiles(draw(37, std::normal_distribution(1.0, 0.5))); }
}

TEST_CASE("atoms come out exactly", "[stats]") {
  const std::size_t n = 100000;
  const auto exact = [](const std::vector<double>& values, double p, double atom) {
    const BinPlan plan = plan_of(values);
    const Accumulator accumulator = accumulate(plan, values);
    CHECK(OrderStatistics(accumulator).value_at(quantile_rank(p, values.size())) == atom);
  };
  SECTION("zero below a continuous law") {
    auto values = draw(n, std::normal_distribution(-0.3, 1.0));
    for (double& value : values) value = std::max(0.0, value);
    exact(values, 0.25, 0.0);
  }
  SECTION("a floor that is no round number, just below a continuous part") {
    auto values = draw(n, std::normal_distribution(0.05, 0.1));
    for (double& value : values) value = std::max(0.0537123, value);
    exact(values, 0.3, 0.0537123);
  }
  SECTION("inside a continuous law, both in one bin") {
    auto values = draw(n, std::uniform_real_distribution(1.0, 1.0001));
    for (std::size_t i = 0; i < n; i += 3) values[i] = 1.00004;
    exact(values, 0.5, 1.00004);
  }
  SECTION("three in one bin, beside a few other values") {
    auto values = draw(n, std::discrete_distribution<int>({30, 30, 30, 10}));
    const auto others = draw(n, std::uniform_real_distribution(1.0, 1.0001));
    const double atoms[]{1.00002, 1.00003, 1.00009};
    for (std::size_t i = 0; i < n; ++i) values[i] = values[i] < 3 ? atoms[static_cast<int>(values[i])] : others[i];
    exact(values, 0.2, 1.00002);
    exact(values, 0.5, 1.00003);
    exact(values, 0.9, 1.00009);
    const BinPlan plan = plan_of(values);
    const Accumulator accumulator = accumulate(plan, values);
    for (const std::int64_t count : histogram(accumulator, OrderStatistics(accumulator), 128).counts) CHECK(count >= 0);
  }
  SECTION("discrete tariff") {
    auto values = draw(n, std::discrete_distribution<int>({25, 35, 30, 10}));
    const double rates[]{0.034, 0.184, 0.574, 1.034};
    for (double& value : values) value = rates[static_cast<int>(value)];
    exact(values, 0.05, 0.034);
    exact(values, 0.5, 0.184);
    exact(values, 0.75, 0.574);
    exact(values, 0.99, 1.034);
  }
}

TEST_CASE("accumulators merge to the same bits in any order and any division", "[stats]") {
  auto values = draw(300 * 256, std::normal_distribution(2.0, 3.0));
  for (std::size_t i = 0; i < values.size(); i += 5) values[i] = i % 2 ? 0.0 : -0.0;
  const BinPlan plan = plan_of(values);
  const std::vector<double> whole = state(accumulate(plan, values));

  std::mt19937_64 engine(11);
  for (int repeat = 0; repeat < 5; ++repeat) {
    std::vector<std::size_t> blocks(300);
    std::iota(blocks.begin(), blocks.end(), std::size_t{0});
    std::ranges::shuffle(blocks, engine);
    std::vector<Accumulator> parts(7, Accumulator(plan));
    for (const std::size_t block : blocks) parts[engine() % 7].add(std::span(values).subspan(block * 256, 256), block * 256);
    Accumulator total(plan);
    for (const Accumulator& part : parts) total.merge(part);
    CHECK(same_bits(state(total), whole));
  }
}

TEST_CASE("values that are not finite are counted and addressed, not averaged", "[stats]") {
  std::vector<double> values{1, 2, std::numeric_limits<double>::quiet_NaN(), 3, std::numeric_limits<double>::infinity()};
  const BinPlan plan = plan_bins(values);
  Accumulator accumulator(plan);
  accumulator.add(values, 1000);
  CHECK(accumulator.not_finite() == 2);
  CHECK(accumulator.first_not_finite() == 1002);
  CHECK(accumulator.count() == 5);
  CHECK(accumulator.min() == 1);
  CHECK(accumulator.max() == 3);
}

TEST_CASE("exceedance is strict", "[stats]") {
  const std::vector<double> values{0.5, 1.0, 1.5, 2.0, -1.0};
  const BinPlan plan = plan_of(values);
  CHECK(accumulate(plan, values).above(1) == 2);
  CHECK(accumulate(plan, values).above(0) == 4);
}

TEST_CASE("a histogram counts every value once", "[stats]") {
  auto values = draw(50000, std::normal_distribution(10.0, 2.0));
  const BinPlan plan = plan_of(values);
  const Accumulator accumulator = accumulate(plan, values);
  const Histogram shape = histogram(accumulator, OrderStatistics(accumulator), 128);
  REQUIRE(shape.edges.size() == 129);
  CHECK(shape.edges.front() == accumulator.min());
  CHECK(shape.edges.back() == accumulator.max());
  std::int64_t total = 0;
  for (std::size_t k = 0; k < 128; ++k) {
    total += shape.counts[k];
    const auto exact = std::ranges::count_if(values, [&](double x) { return x >= shape.edges[k] && (x < shape.edges[k + 1] || k == 127); });
    CHECK(std::abs(shape.counts[k] - exact) <= 10);  // both edges within 1e-4 of the ranks
  }
  CHECK(total == 50000);
}

TEST_CASE("the histogram of a constant", "[stats]") {
  const std::vector<double> values(100, 0.7);
  const BinPlan plan = plan_bins(values);
  const Accumulator accumulator = accumulate(plan, values);
  const Histogram shape = histogram(accumulator, OrderStatistics(accumulator), 128);
  CHECK(shape.edges.front() == 0.7);
  CHECK(shape.edges.back() == 0.7);
  CHECK(shape.counts.back() == 100);
}
