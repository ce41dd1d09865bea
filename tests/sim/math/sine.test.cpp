#include "sim/math/sine.hpp"

#include <algorithm>
#include <cmath>

#include "tests/catch.hpp"
#include "tests/sim/math/ulps.hpp"

using namespace cellcast::sim;
using cellcast::tests::Quad;

namespace {

template <class Function, class Exact>
double largest_error(double end, Function function, Exact exact) {
  double largest = 0;
  for (int i = 1; i <= 20000; ++i) {
    const double x = end * i / 20000, small = x * std::exp2(-i % 40);
    for (const double y : {x, -x, small}) largest = std::max(largest, cellcast::tests::ulps(function(y), exact(Quad(y))));
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
