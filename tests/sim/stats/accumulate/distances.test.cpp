// Sums of distances: how accurate means and standard deviations are, and that they do not depend on how values come.
#include "sim/stats/accumulate/distances.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "sim/engine/trials/kernel.hpp"
#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

/// Decimal digits that agree, as NIST counts them: the base-10 logarithm of the relative error.
double digits(double value, double certified) {
  if (value == certified) return 15;
  return std::min(15.0, -std::log10(std::fabs(value - certified) / std::fabs(certified)));
}

Accumulator accumulated(const BinPlan& plan, const std::vector<double>& values, Isa isa = Isa::portable) {
  Accumulator accumulator(plan);
  for (std::size_t first = 0; first < values.size(); first += 256) {
    const std::size_t size = std::min<std::size_t>(256, values.size() - first);
    kernel(isa).add(accumulator, std::span(values).subspan(first, size), first, std::array{Stretch{0, size}});
  }
  return accumulator;
}

BinPlan plan_by_pilot(const std::vector<double>& values) {
  return plan_bins(std::span(values).first(std::min(values.size(), kPilotTrials)));
}

/// Pairs about a first value, as the generated sets of NIST have them.
std::vector<double> pairs(double middle, double low, double high) {
  std::vector<double> values{middle};
  for (int i = 0; i < 500; ++i) values.insert(values.end(), {low, high});
  return values;
}

/// Michelson's 100 measurements of the speed of light in air, 1879, in km/s less 299,000.
std::vector<double> michelson() {
  std::vector<double> values{850, 740, 900, 1070, 930, 850, 950, 980, 980, 880, 1000, 980, 930, 650, 760, 810, 1000, 1000, 960, 960,
                             960, 940, 960, 940,  880, 800, 850, 880, 900, 840, 830,  790, 810, 880, 880, 830, 800,  790,  760, 800,
                             880, 880, 880, 860,  720, 720, 620, 860, 970, 950, 880,  910, 850, 870, 840, 840, 850,  840,  840, 840,
                             890, 810, 810, 820,  800, 770, 760, 740, 750, 760, 910,  920, 890, 860, 880, 720, 840,  850,  850, 780,
                             890, 840, 780, 810,  760, 810, 790, 810, 820, 850, 870,  870, 810, 740, 810, 940, 950,  800,  810, 870};
  for (double& value : values) value = std::round(299000 + value) / 1000;
  return values;
}

/// Transmittances of a filter that Mavrodineanu measured at NIST: 2 + these hundred-thousandths.
std::vector<double> mavro() {
  std::vector<double> values{180, 170, 180, 190, 180, 170, 150, 140, 150, 150, 170, 180, 180, 190, 190, 210, 200,
                             160, 140, 130, 130, 150, 150, 160, 150, 140, 130, 140, 150, 140, 150, 160, 150, 160,
                             190, 200, 200, 210, 220, 230, 240, 250, 270, 260, 260, 260, 270, 260, 250, 240};
  for (double& value : values) value = (200000 + value) / 100000;
  return values;
}

struct Certified {
  std::string name;
  std::vector<double> values;
  double mean, sd;
};

}  // namespace

TEST_CASE("means and standard deviations of univariate sets of NIST keep 13 digits", "[stats]") {
  const Isa isa = GENERATE(from_range(kIsas));
  if (!is_available(isa)) return;
  // NIST, Statistical Reference Datasets, univariate summary statistics: certified values.
  const std::vector<Certified> sets{{"Michelso", michelson(), 299.8524, 0.0790105478190518},
                                    {"Mavro", mavro(), 2.001856, 0.000429123454003053},
                                    {"NumAcc1", {10000001, 10000003, 10000002}, 10000002, 1},
                                    {"NumAcc2", pairs(1.2, 1.1, 1.3), 1.2, 0.1},
                                    {"NumAcc3", pairs(1000000.2, 1000000.1, 1000000.3), 1000000.2, 0.1},
                                    {"NumAcc4", pairs(10000000.2, 10000000.1, 10000000.3), 10000000.2, 0.1}};
  for (const Certified& set : sets) {
    INFO(set.name);
    const BinPlan plan = plan_by_pilot(set.values);
    const Accumulator all = accumulated(plan, set.values, isa);
    CHECK(digits(all.mean(), set.mean) >= 13);
    // The doubles next to 10000000.1 and .3 are not these numbers: the standard deviation of what they are is 0.1 to 9.4 digits.
    if (set.name == "NumAcc3" || set.name == "NumAcc4") {
      const double spread = (set.values[2] - set.values[1]) / 2, off = (set.values[2] + set.values[1]) / 2 - set.values[0];
      const double sd = std::sqrt(spread * spread + off * off / 1001);
      CHECK(digits(all.sd(), sd) >= 13);
    } else {
      CHECK(digits(all.sd(), set.sd) >= 13);
    }
  }
}

namespace {

std::vector<double> drawn(std::size_t n, auto law, unsigned seed = 5) {
  std::mt19937_64 engine(seed);
  std::vector<double> values(n);
  for (double& value : values) value = law(engine);
  return values;
}

/// Mean and standard deviation without any rounding but the last.
std::pair<double, double> exactly(const std::vector<double>& values) {
  ExactSums sums(1);
  for (const double value : values) sums.add_repeated(value, 1, 0);
  return {exact_mean(sums.terms(), values.size()), exact_sd(sums.terms(), values.size())};
}

std::vector<double> moments_of(const Accumulator& a) { return {a.mean(), a.sd(), a.min(), a.max()}; }

}  // namespace

TEST_CASE("mean and standard deviation are those of exact sums, whatever the law", "[stats]") {
  constexpr std::size_t kCount = 100000;
  const auto check = [](const std::vector<double>& values) {
    const auto [mean, sd] = exactly(values);
    const BinPlan plan = plan_by_pilot(values);
    const Accumulator all = accumulated(plan, values);
    CHECK(std::fabs(all.mean() - mean) <= 1e-15 * sd + 1e-16 * std::fabs(mean));
    CHECK(digits(all.sd(), sd) >= 13);
  };
  SECTION("normal") { check(drawn(kCount, std::normal_distribution(3800.0, 500.0))); }
  SECTION("far from 0: mean 1e7, deviations of 0.1") { check(drawn(1000000, std::normal_distribution(1e7, 0.1))); }
  SECTION("farther: mean 1e12, deviations of 0.1") { check(drawn(kCount, std::normal_distribution(1e12, 0.1))); }
  SECTION("about 0") { check(drawn(kCount, std::normal_distribution(0.0, 1e-5))); }
  SECTION("skewed") { check(drawn(kCount, std::lognormal_distribution(0.0, 2.0))); }
  SECTION("tails beyond any reach") { check(drawn(kCount, std::cauchy_distribution(0.0, 1.0))); }
  SECTION("squares beyond the largest double") { check(drawn(kCount, std::lognormal_distribution(600.0, 1.0))); }
  SECTION("squares below the smallest double") { check(drawn(kCount, std::lognormal_distribution(-600.0, 1.0))); }
  SECTION("a spike beside a wide law") {
    auto values = drawn(kCount, std::normal_distribution(100.0, 30.0));
    for (std::size_t i = 0; i < values.size(); i += 2) values[i] = 77;
    check(values);
  }
  SECTION("one value, seen again and again by the pilot, and what it has not seen") {
    std::vector<double> values(kCount, 0.7);
    for (std::size_t i = 5000; i < values.size(); i += 777) values[i] = 1e-3 * static_cast<double>(i);
    check(values);
  }
  SECTION("a pilot that saw a millionth of the spread") {
    auto values = drawn(kCount, std::normal_distribution(5.0, 1e6));
    for (std::size_t i = 0; i < kPilotTrials; ++i) values[i] *= 1e-6;
    check(values);
  }
  SECTION("from end to end of the doubles") {
    auto values = drawn(kCount, std::uniform_real_distribution(-1.0, 1.0));
    for (double& value : values) value *= std::numeric_limits<double>::max();
    check(values);
  }
}

TEST_CASE("a value beyond the reach is added as it is, next to values within", "[stats]") {
  std::vector<double> values = drawn(1024, std::normal_distribution(1.0, 1.0));
  const BinPlan plan = plan_bins(values);
  values[300] = 1e300;
  values[301] = -1e300;
  values[302] = std::numeric_limits<double>::max();
  values[304] = std::nextafter(plan.grid.centre + std::ldexp(1.0, plan.grid.reach), 0.0);  // at the very end of the reach
  values[305] = plan.grid.centre + std::ldexp(1.0, plan.grid.reach);
  values[306] = plan.grid.centre - std::ldexp(1.0, plan.grid.reach);
  const auto [mean, sd] = exactly(values);
  const Accumulator all = accumulated(plan, values);
  CHECK(std::fabs(all.mean() - mean) <= 1e-15 * sd);
  CHECK(digits(all.sd(), sd) >= 13);
}

TEST_CASE("every kernel has the sums of single values, in stretches of any length", "[stats]") {
  const Isa isa = GENERATE(from_range(kIsas));
  if (!is_available(isa)) return;
  std::vector<double> values = drawn(512, std::normal_distribution(-2.0, 3.0));
  SECTION("within the reach") {}
  SECTION("some beyond") { values[100] = values[511] = 1e9; }
  SECTION("all at one place") { std::ranges::fill(values, -0.7); }
  SECTION("with zeros of both signs") {
    for (std::size_t i = 0; i < values.size(); i += 3) values[i] = i % 2 ? 0.0 : -0.0;
  }
  const BinPlan plan = plan_bins(std::span(values).first(90));
  std::vector<Stretch> stretches;
  const std::size_t length = GENERATE(1, 3, 7, 15, 16, 17, 250, 256, 512);
  for (std::size_t done = 0; done < values.size(); done += length) {
    stretches.push_back({static_cast<std::uint32_t>(stretches.size() % 3), std::min(length, values.size() - done)});
  }
  Accumulator together(plan, 3), single(plan, 3);
  kernel(isa).add(together, values, 0, stretches);
  std::size_t i = 0;
  for (const Stretch& stretch : stretches) {
    for (std::size_t k = 0; k < stretch.size; ++k) single.add_repeated(values[i++], 1, stretch.replicate);
  }
  CHECK(moments_of(together) == moments_of(single));
  for (std::uint32_t r = 0; r < 3; ++r) {
    REQUIRE(together.count(r) == single.count(r));
    if (together.count(r) > 0) CHECK(together.mean(r) == single.mean(r));
  }
}

TEST_CASE("distances all at their largest do not overflow", "[stats]") {
  const double end = std::ldexp(1.0, 9) - 0x1p-40;
  BinPlan plan = plan_bins(std::vector<double>{-64, 0, 64});
  REQUIRE(plan.grid.centre == 0);
  REQUIRE(plan.grid.reach == 9);
  const std::vector<double> values(512, end);
  Accumulator all(plan);
  for (int i = 0; i < 3; ++i) all.add(values, 0);
  all.add_repeated(end, (std::uint64_t{1} << 32) - 3 * 512, 0);
  CHECK(all.mean() == end);
  CHECK(all.sd() < 1e-15 * end);
}

TEST_CASE("a variance that rounding would make negative is 0", "[stats]") {
  // All values are one that the pilot has not seen: the sum of their squares is rounded up for some, down for others.
  const BinPlan plan = plan_bins(std::vector<double>{0, 0, 0, 1e8});
  int zeros = 0;
  for (int i = 1; i <= 50; ++i) {
    Accumulator all(plan);
    all.add_repeated(1e8 / i, 1000, 0);
    REQUIRE(all.sd() >= 0);
    REQUIRE(all.sd() <= std::ldexp(1.0, plan.grid.reach - 26));
    zeros += all.sd() == 0;
  }
  CHECK(zeros > 10);
  CHECK(zeros < 40);
}
