#include "sim/math/sine.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <limits>

#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

using Quad = boost::multiprecision::cpp_bin_float_quad;

/// In units of the last place of the exact value.
double ulps(double value, const Quad& exact) {
  const double rounded = std::fabs(static_cast<double>(exact));
  const double ulp = std::nextafter(rounded, std::numeric_limits<double>::infinity()) - rounded;
  return static_cast<double>(abs(Quad(value) - exact) / ulp);
}

template <class Function, class Exact>
double largest_error(double end, Function function, Exact exact) {
  double largest = 0;
  for (int i = 1; i <= 20000; ++i) {
    const double x = end * i / 20000, small = x * std::exp2(-i % 40);
    for (const double y : {x, -x, small}) largest = std::max(largest, ulps(function(y), exact(Quad(y))));
  }
  return largest;
}

}  // namespace

TEST_CASE("sine and arcsine", "[math]") {
  CHECK(largest_error(
            math::kPi / 4, [](double x) { return math::sin(x); }, [](const Quad& x) { return Quad(sin(x)); }) < 1);
  CHECK(largest_error(
            1, [](double x) { return math::asin(x); }, [](const Quad& x) { return Quad(asin(x)); }) < 3);
  CHECK(math::sin(0) == 0);
  CHECK(math::asin(-1) == -math::kPi / 2);
  CHECK(std::signbit(math::asin(-0.0)));
}
