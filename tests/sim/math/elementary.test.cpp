#include "sim/math/elementary.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "tests/catch.hpp"
#include "tests/sim/math/ulps.hpp"

using namespace cellcast::sim;
using cellcast::tests::kInfinity;
using cellcast::tests::Quad;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Numbers for sweeps: not statistics, so a standard engine serves.
class Numbers {
 public:
  double between(double low, double high) { return low + (high - low) * static_cast<double>(engine_() >> 11) * 0x1p-53; }
  /// Either sign, sizes evenly spread over the powers of two from 2^low to 2^high.
  double any_size(double low, double high) { return std::copysign(std::exp2(between(low, high)), between(-1, 1)); }
  double any_positive() {
    for (;;) {
      const double x = std::bit_cast<double>(engine_() >> 1);
      if (x > 0 && x < kInfinity) return x;
    }
  }

 private:
  std::mt19937_64 engine_{1};
};

/// The largest error in ulps over `count` numbers; 1000 where both are not finite together.
template <class Function, class Reference, class Generator>
double worst(int count, Function function, Reference reference, Generator next) {
  double largest = 0;
  for (int i = 0; i < count; ++i) {
    const double x = next();
    const double y = function(x);
    const auto exact = reference(x);
    const double rounded = static_cast<double>(exact);
    const double error = std::isfinite(rounded) ? cellcast::tests::ulps(y, exact) : (y == rounded ? 0 : 1000);
    largest = std::max(largest, std::isnan(error) ? 1000 : error);
  }
  return largest;
}

constexpr int kMany = 300'000;
constexpr int kFew = 3'000;

}  // namespace

// x86 has 64-bit long doubles: the reference is good to a thousandth of an ulp. The quadruple sweeps hold where long double is double.
TEST_CASE("exp is within an ulp", "[math]") {
  Numbers numbers;
  const auto function = [](double x) { return math::exp(x); };
  if (std::numeric_limits<long double>::digits >= 64) {
    const auto reference = [](double x) { return std::exp(static_cast<long double>(x)); };
    CHECK(worst(kMany, function, reference, [&] { return numbers.between(-708, 709); }) < 1);
    CHECK(worst(kMany, function, reference, [&] { return numbers.between(-746, -708); }) < 1);
    CHECK(worst(kMany, function, reference, [&] { return numbers.between(-1, 1); }) < 1);
    CHECK(worst(kMany, function, reference, [&] { return numbers.any_size(-70, 0); }) < 1);
  }
  const auto quad = [](double x) { return Quad(exp(Quad(x))); };
  CHECK(worst(kFew, function, quad, [&] { return numbers.between(-745, 709); }) < 1);
}

TEST_CASE("exp at the ends", "[math]") {
  CHECK(math::exp(0) == 1);
  CHECK(math::exp(-0.0) == 1);
  CHECK(std::isnan(math::exp(kNaN)));
  CHECK(math::exp(kInfinity) == kInfinity);
  CHECK(math::exp(-kInfinity) == 0);
  CHECK(math::exp(709.782712893384) == Approx(std::numeric_limits<double>::max()).epsilon(1e-12));
  CHECK(math::exp(709.7827128933841) == kInfinity);
  CHECK(math::exp(1e300) == kInfinity);
  CHECK(math::exp(-744.9) == 0x1p-1074);
  CHECK(math::exp(-745.2) == 0);
  CHECK(math::exp(-1e300) == 0);
}

TEST_CASE("log is within an ulp", "[math]") {
  Numbers numbers;
  const auto function = [](double x) { return math::log(x); };
  if (std::numeric_limits<long double>::digits >= 64) {
    const auto reference = [](double x) { return std::log(static_cast<long double>(x)); };
    CHECK(worst(kMany, function, reference, [&] { return numbers.any_positive(); }) < 1);
    CHECK(worst(kMany, function, reference, [&] { return numbers.between(0.5, 2); }) < 1);
    CHECK(worst(kMany, function, reference, [&] { return 1 + numbers.any_size(-52, -1.001); }) < 1);
    CHECK(worst(kMany, function, reference, [&] { return numbers.any_positive() * 0x1p-1074 + 0x1p-1074; }) < 1);
    CHECK(worst(kMany, function, reference, [&] { return std::fabs(numbers.any_size(-1074, -1022)); }) < 1);
  }
  const auto quad = [](double x) { return Quad(log(Quad(x))); };
  CHECK(worst(kFew, function, quad, [&] { return numbers.any_positive(); }) < 1);
  CHECK(worst(kFew, function, quad, [&] { return numbers.between(0.5, 2); }) < 1);
}

TEST_CASE("log at the ends", "[math]") {
  CHECK(math::log(1) == 0);
  CHECK(math::log(0) == -kInfinity);
  CHECK(math::log(-0.0) == -kInfinity);
  CHECK(math::log(kInfinity) == kInfinity);
  CHECK(std::isnan(math::log(-1)));
  CHECK(std::isnan(math::log(-kInfinity)));
  CHECK(std::isnan(math::log(kNaN)));
  CHECK(math::log(0x1p-1074) == Approx(-744.4400719213812).epsilon(1e-15));
  CHECK(math::log(std::numeric_limits<double>::max()) == Approx(709.782712893384).epsilon(1e-15));
}

TEST_CASE("log1p is within two ulps, however small its argument", "[math]") {
  Numbers numbers;
  const auto function = [](double x) { return math::log1p(x); };
  if (std::numeric_limits<long double>::digits >= 64) {
    const auto reference = [](double x) { return std::log1p(static_cast<long double>(x)); };
    CHECK(worst(kMany, function, reference, [&] { return numbers.between(-1, 3); }) < 2);
    CHECK(worst(kMany, function, reference, [&] { return numbers.any_size(-60, 0); }) < 2);
    CHECK(worst(kMany, function, reference, [&] { return numbers.any_size(-1070, 0); }) < 2);
    CHECK(worst(kMany, function, reference, [&] { return std::fabs(numbers.any_size(0, 1023)); }) < 2);
  }
  CHECK(math::log1p(0) == 0);
  CHECK(math::log1p(0x1p-1074) == 0x1p-1074);
  CHECK(math::log1p(-1) == -kInfinity);
  CHECK(math::log1p(kInfinity) == kInfinity);
  CHECK(std::isnan(math::log1p(-2)));
  CHECK(std::isnan(math::log1p(kNaN)));
}

TEST_CASE("pow is within two ulps", "[math]") {
  Numbers numbers;
  double y = 0;
  const auto function = [&](double x) { return math::pow(x, y); };
  if (std::numeric_limits<long double>::digits >= 64) {
    const auto reference = [&](double x) { return std::pow(static_cast<long double>(x), static_cast<long double>(y)); };
    const auto sweep = [&](double x_low, double x_high, double y_size) {
      return worst(kMany, function, reference, [&] {
        y = numbers.between(-y_size, y_size);
        return std::exp(numbers.between(x_low, x_high));
      });
    };
    CHECK(sweep(-5, 5, 10) < 2);
    CHECK(sweep(-0.3, 0.3, 100) < 2);
    CHECK(sweep(-1e-9, 1e-9, 1e10) < 2);
    CHECK(sweep(-700, 700, 1) < 4);
  }
  const auto quad = [&](double x) { return Quad(pow(Quad(x), Quad(y))); };
  const auto next = [&] {
    y = numbers.between(-10, 10);
    return std::exp(numbers.between(-5, 5));
  };
  CHECK(worst(kFew, function, quad, next) < 2);
}

TEST_CASE("pow at the ends", "[math]") {
  CHECK(math::pow(2, 10) == 1024);
  CHECK(math::pow(10, 0) == 1);
  CHECK(math::pow(0, 0) == 1);
  CHECK(math::pow(0, 2) == 0);
  CHECK(math::pow(0, -2) == kInfinity);
  CHECK(math::pow(kInfinity, 2) == kInfinity);
  CHECK(math::pow(kInfinity, -2) == 0);
  CHECK(math::pow(1, 1e300) == 1);
  CHECK(math::pow(2, 2000) == kInfinity);
  CHECK(math::pow(2, -2000) == 0);
  CHECK(math::pow(0x1p-1074, 0.5) == 0x1p-537);
  CHECK(std::isnan(math::pow(-1, 2)));
  CHECK(std::isnan(math::pow(kNaN, 2)));
}

// The same bits on every machine: hashes of many results, computed once on x86-64-v3. A processor or compiler that fuses, reorders or
// calls its own library cannot reproduce them.
TEST_CASE("elementary functions have the same bits everywhere", "[math]") {
  std::uint64_t hash = 0xcbf29ce484222325;
  const auto add = [&](double y) { hash = (hash ^ std::bit_cast<std::uint64_t>(y)) * 0x100000001b3; };
  for (int i = 1; i <= 10'000; ++i) {
    const double x = i * 0.0625;
    add(math::exp(x - 300));
    add(math::log(x));
    add(math::log1p(1 / x));
    add(math::pow(x, 1 / x - 3));
  }
  CHECK(hash == 0xb1f94ed78b40da16);
}
