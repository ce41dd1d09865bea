#include "sim/math/root.hpp"

#include <cmath>
#include <limits>

#include "tests/catch.hpp"

using namespace cellcast;
using sim::math::Bracket;
using sim::math::narrow;

namespace {

template <class Function>
Bracket narrowed(const Function& function, double low, double high, double width) {
  return narrow(function, {low, high, function(low), function(high)}, width);
}

}  // namespace

TEST_CASE("a bracket narrows around the root of a smooth function", "[math][root]") {
  int calls = 0;
  const auto cubic = [&](double x) { return ++calls, x * x * x - 2; };
  const Bracket found = narrowed(cubic, 0, 10, 1e-9);
  CHECK(found.high - found.low <= 1e-9);
  CHECK(found.low <= std::cbrt(2.0));
  CHECK(std::cbrt(2.0) <= found.high);
  CHECK(found.at_low <= 0);
  CHECK(found.at_high >= 0);
  CHECK(calls < 20);
}

TEST_CASE("a bracket narrows around the jump of a falling step", "[math][root]") {
  for (const double place : {0.1, 0.5, 0.7310585786300049, 0.999999}) {
    const auto step = [&](double x) { return x < place ? 0.25 : -0.5; };
    const Bracket found = narrowed(step, 0, 1, 1e-6);
    CHECK(found.high - found.low <= 1e-6);
    CHECK(found.low < place);
    CHECK(place <= found.high);
    CHECK(found.at_low == 0.25);
    CHECK(found.at_high == -0.5);
  }
}

TEST_CASE("a bracket ends at a place where the function is 0", "[math][root]") {
  const Bracket at_end = narrow([](double) -> double { throw std::logic_error("asked for what is known"); }, {1, 2, 0, 3}, 1e-6);
  CHECK(at_end.low == 1);
  CHECK(at_end.high == 1);
  const auto flat = [](double x) { return x < 0.4 ? -1.0 : x > 0.6 ? 1.0 : 0.0; };
  const Bracket inside = narrowed(flat, 0, 1, 1e-6);
  CHECK(inside.low == inside.high);
  CHECK(flat(inside.low) == 0);
}

TEST_CASE("a bracket ends at neighbouring numbers where its width is finer than those", "[math][root]") {
  const double low = 1e15, place = 1e15 + 0.3;
  const Bracket found = narrowed([&](double x) { return x - place; }, low, low + 1, 1e-6);
  CHECK(found.high <= std::nextafter(found.low, std::numeric_limits<double>::infinity()));
}
