// The functions of sim/math as the kernels run them, in vector code for each kind of processor.
#include "bench/loops.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <iterator>
#include <random>
#include <vector>

#include "sim/math/elementary.hpp"
#include "sim/math/normal.hpp"
#include "tests/catch.hpp"
#include "tests/sim/math/ulps.hpp"

using namespace cellcast;
using tests::Quad;

namespace {

using Map = bench::Loops::Map bench::Loops::*;

constexpr std::size_t kCount = 10'000;

/// kCount numbers in equal steps over [low, high], and as many at random.
std::vector<double> sweep(double low, double high) {
  std::mt19937_64 engine(7);  // not statistics: a standard engine serves
  std::vector<double> x;
  for (std::size_t i = 0; i < kCount; ++i) x.push_back(low + (high - low) * (static_cast<double>(i) / (kCount - 1)));
  for (std::size_t i = 0; i < kCount; ++i) x.push_back(low + (high - low) * static_cast<double>(engine() >> 11) * 0x1p-53);
  return x;
}

std::vector<double> exp2_of(std::vector<double> x) {
  for (double& value : x) value = std::exp2(value);
  return x;
}

template <class Reference>
double worst_ulps(const std::vector<double>& y, Reference exact) {
  double largest = 0;
  for (std::size_t i = 0; i < y.size(); ++i) largest = std::max(largest, std::isfinite(y[i]) ? tests::ulps(y[i], exact(i)) : 1e9);
  return largest;
}

std::vector<double> apply(const bench::Loops& loops, Map map, const std::vector<double>& x) {
  std::vector<double> y(x.size());
  (loops.*map)(x.data(), y.data(), x.size());
  return y;
}

std::vector<sim::Isa> available() {
  std::vector<sim::Isa> isas;
  std::ranges::copy_if(sim::kIsas, std::back_inserter(isas), sim::is_available);
  return isas;
}

}  // namespace

TEST_CASE("vector functions are within two ulps of 113 bits", "[math][kernel]") {
  for (const sim::Isa isa : available()) {
    INFO(name(isa));
    const bench::Loops& loops = bench::loops(isa);
    for (const auto& x : {sweep(-708, 709), sweep(-1, 1)}) {
      CHECK(worst_ulps(apply(loops, &bench::Loops::exp, x), [&](std::size_t i) { return Quad(exp(Quad(x[i]))); }) < 2);
    }
    for (const auto& x : {exp2_of(sweep(-1074, 1023)), sweep(0.5, 2)}) {
      CHECK(worst_ulps(apply(loops, &bench::Loops::log, x), [&](std::size_t i) { return Quad(log(Quad(x[i]))); }) < 2);
    }
    for (const auto& [low, high, power] : {std::array{-7.0, 7.0, 10.0}, std::array{-1000.0, 1000.0, 1.0}, std::array{-0.5, 0.5, 1000.0}}) {
      const std::vector<double> x = exp2_of(sweep(low, high));
      std::vector<double> y = sweep(-power, power), z(x.size());
      std::shuffle(y.begin(), y.end(), std::mt19937_64(3));
      loops.pow(x.data(), y.data(), z.data(), x.size());
      CHECK(worst_ulps(z, [&](std::size_t i) { return Quad(pow(Quad(x[i]), Quad(y[i]))); }) < 2);
    }
  }
}

TEST_CASE("vector functions have the bits of the scalar ones", "[math][kernel]") {
  const std::vector<double> any = sweep(-800, 800), unit = sweep(0, 1), positive = exp2_of(sweep(-1074, 1023));
  const auto agree = [](const bench::Loops& loops, Map map, double (*scalar)(double), const std::vector<double>& x) {
    const std::vector<double> y = apply(loops, map, x);
    std::vector<double> expected(x.size());
    std::ranges::transform(x, expected.begin(), scalar);
    return std::memcmp(y.data(), expected.data(), y.size() * sizeof(double)) == 0;
  };
  for (const sim::Isa isa : available()) {
    INFO(name(isa));
    const bench::Loops& loops = bench::loops(isa);
    using L = bench::Loops;
    CHECK(agree(
        loops, &L::exp, [](double x) { return sim::math::exp(x); }, any));
    CHECK(agree(
        loops, &L::log, [](double x) { return sim::math::log(x); }, any));
    CHECK(agree(
        loops, &L::log, [](double x) { return sim::math::log(x); }, positive));
    CHECK(agree(
        loops, &L::log1p, [](double x) { return sim::math::log1p(x); }, any));
    CHECK(agree(
        loops, &L::normal_quantile, [](double x) { return sim::math::normal_quantile(x); }, unit));
    CHECK(agree(
        loops, &L::near_normal_quantile, [](double x) { return sim::math::near_normal_quantile(x); }, unit));
    CHECK(agree(
        loops, &L::normal_cdf, [](double x) { return sim::math::normal_cdf(x); }, any));
  }
}
