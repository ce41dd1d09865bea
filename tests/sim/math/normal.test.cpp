#include "sim/math/normal.hpp"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "tests/catch.hpp"
#include "tests/sim/math/ulps.hpp"

using namespace cellcast::sim;
using cellcast::tests::kInfinity;
using cellcast::tests::Quad;

namespace {

const Quad kRootTwo = sqrt(Quad(2));
const Quad kPi = boost::math::constants::pi<Quad>();

/// Phi(z) and Phi(z) - 1/2 to 30 digits
Quad exact_cdf(const Quad& z) { return boost::math::erfc(-z / kRootTwo) / 2; }
Quad exact_centre(const Quad& z) { return boost::math::erf(z / kRootTwo) / 2; }

/// Relative error of z as Phi^-1(u): one Newton step from z, which is as good as exact so near the root.
double quantile_error(double u, double z) {
  const bool central = std::fabs(u - 0.5) < 0.4;
  const Quad miss = central ? exact_centre(z) - (Quad(u) - Quad(0.5))
                    : z < 0 ? exact_cdf(z) - Quad(u)
                            : (1 - Quad(u)) - exact_cdf(-Quad(z));
  const Quad density = exp(-Quad(z) * z / 2) / sqrt(2 * kPi);
  return static_cast<double>(abs(miss / density / Quad(z)));
}

/// Numbers inside an interval, never at its ends.
class InnerNumbers {
 public:
  double unit() { return (static_cast<double>(engine_() >> 12) + 0.5) * 0x1p-52; }
  double between(double low, double high) { return low + (high - low) * unit(); }

 private:
  std::mt19937_64 engine_{1};
};

}  // namespace

TEST_CASE("the normal quantile is within 1e-15", "[math]") {
  InnerNumbers numbers;
  double largest = 0;
  const auto check = [&](double u) { largest = std::max(largest, quantile_error(u, math::normal_quantile(u))); };
  for (int i = 0; i < 2000; ++i) {
    check(numbers.unit());
    check(0.5 + numbers.between(-0.5, 0.5) * std::exp2(numbers.between(-50, 0)));
    check(std::exp2(numbers.between(-53, -1)));
    check(1 - std::exp2(numbers.between(-53, -1)));
    check(std::pow(10, numbers.between(-300, -1)));
  }
  for (const double u : {0x1p-53, 1 - 0x1p-53, 0.075, 0.925, 0.5 - 0x1p-53, 0.5 + 0x1p-53, 1.38e-11, 1.4e-11}) check(u);
  CHECK(largest < 1e-15);
}

TEST_CASE("the normal quantile at points and ends", "[math]") {
  CHECK(math::normal_quantile(0.5) == 0);
  CHECK(math::normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-15));
  CHECK(math::normal_quantile(0x1p-53) == Approx(-8.20953615160139).epsilon(1e-14));
  CHECK(math::normal_quantile(0) == -kInfinity);
  CHECK(math::normal_quantile(1) == kInfinity);
  CHECK(std::isnan(math::normal_quantile(-0.1)));
  CHECK(std::isnan(math::normal_quantile(1.1)));
  CHECK(std::isnan(math::normal_quantile(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("the normal quantile is odd about one half, to the bit", "[math]") {
  InnerNumbers numbers;
  int mismatches = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double u = numbers.unit();
    mismatches += math::normal_quantile(1 - u) != -math::normal_quantile(u);
  }
  CHECK(mismatches == 0);
  CHECK(math::normal_quantile(1 - 0x1p-53) == -math::normal_quantile(0x1p-53));
}

TEST_CASE("the normal quantile without its far tail is the same, to the bit", "[math]") {
  InnerNumbers numbers;
  int mismatches = 0;
  const auto check = [&](double u) { mismatches += math::near_normal_quantile(u) != math::normal_quantile(u); };
  for (int i = 0; i < 100'000; ++i) {
    const double u = numbers.unit(), tail = std::exp2(numbers.between(-35, -1));
    if (u >= 0x1p-35 && u <= 1 - 0x1p-35) check(u);
    check(tail);
    check(1 - tail);
  }
  check(0x1p-35);
  check(1 - 0x1p-35);
  CHECK(mismatches == 0);
}

TEST_CASE("the normal distribution function is within 1e-15 in the lower tail", "[math]") {
  InnerNumbers numbers;
  const auto worst = [&](double low, double high) {
    double largest = 0;
    for (int i = 0; i < 1500; ++i) {
      const double z = numbers.between(low, high);
      const Quad exact = exact_cdf(z);
      largest = std::max(largest, static_cast<double>(abs((Quad(math::normal_cdf(z)) - exact) / exact)));
    }
    return largest;
  };
  CHECK(worst(-1, 0) < 1e-15);
  CHECK(worst(-5, -1) < 1e-15);
  CHECK(worst(-20, -5) < 1e-15);
  CHECK(worst(-37.5, -20) < 1e-15);
  CHECK(worst(0, 1) < 1e-15);
  CHECK(worst(1, 9) < 3e-16);
}

TEST_CASE("the normal distribution function at points and ends", "[math]") {
  CHECK(math::normal_cdf(0) == 0.5);
  CHECK(math::normal_cdf(-1.959963984540054) == Approx(0.025).epsilon(1e-14));
  CHECK(math::normal_cdf(-38.4) > 0);
  CHECK(math::normal_cdf(-40) == 0);
  CHECK(math::normal_cdf(-kInfinity) == 0);
  CHECK(math::normal_cdf(9) == 1);
  CHECK(math::normal_cdf(kInfinity) == 1);
  CHECK(std::isnan(math::normal_cdf(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("quantile and distribution function undo each other", "[math]") {
  InnerNumbers numbers;
  double largest = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double u = numbers.unit();
    largest = std::max(largest, std::fabs(math::normal_cdf(math::normal_quantile(u)) - u) / std::min(u, 1 - u));
  }
  // An error of 6e-16 |z| in z moves the tail by |z| times that, relative: 68 x 6e-16 at most.
  CHECK(largest < 5e-14);
}
