#include "sim/questions/find_root.hpp"

#include <cmath>
#include <set>

#include "tests/catch.hpp"

using namespace cellcast;
using sim::Gaps;
using sim::Places;
using sim::RootSearch;

namespace {

/// A statistic f less its target, known to within a tenth.
template <class Function>
auto around(const Function& f) {
  return [f](double x) { return Gaps{f(x), f(x) - 0.1, f(x) + 0.1}; };
}

constexpr double kWay = 1e-6;

}  // namespace

TEST_CASE("a root and its interval are where the statistic and its bounds are", "[questions][seek]") {
  for (const double sign : {1.0, -1.0}) {
    const auto f = around([sign](double x) { return sign * (std::exp(x) - 2); });
    const RootSearch found = sim::find_root(f, 0, 3, Places::all);
    REQUIRE(found.root);
    CHECK(std::fabs(found.root->place - std::log(2.0)) <= 3 * kWay);
    CHECK(std::fabs(found.root->low.value() - std::log(1.9)) <= 3 * kWay);
    CHECK(std::fabs(found.root->high.value() - std::log(2.1)) <= 3 * kWay);
    CHECK(found.at_from.statistic == -sign);
    const RootSearch reversed = sim::find_root(f, 3, 0, Places::all);
    CHECK(reversed.root->place == found.root->place);
    CHECK(reversed.root->low == found.root->low);
    CHECK(reversed.root->high == found.root->high);
    CHECK(reversed.at_to.statistic == -sign);
  }
}

TEST_CASE("an interval that reaches an end is open there", "[questions][seek]") {
  const auto f = around([](double x) { return x - 0.5; });
  const RootSearch low = sim::find_root(f, 0.45, 1, Places::all), high = sim::find_root(f, 0, 0.55, Places::all);
  CHECK_FALSE(low.root->low);
  CHECK(std::fabs(low.root->high.value() - 0.6) <= kWay);
  CHECK_FALSE(high.root->high);
  CHECK(std::fabs(high.root->low.value() - 0.4) <= kWay);
}

TEST_CASE("no root is made up where both ends lie on one side", "[questions][seek]") {
  for (const double sign : {1.0, -1.0}) {
    const RootSearch found = sim::find_root(around([sign](double x) { return sign * (x + 1); }), 0, 1, Places::all);
    CHECK_FALSE(found.root);
    CHECK(found.at_from.statistic == sign);
    CHECK(found.at_to.statistic == 2 * sign);
  }
}

TEST_CASE("a root at an end is found there", "[questions][seek]") {
  const RootSearch found = sim::find_root(around([](double x) { return x; }), 0, 1, Places::all);
  CHECK(found.root->place == 0);
  CHECK_FALSE(found.root->low);
  CHECK(std::fabs(found.root->high.value() - 0.1) <= kWay);
}

TEST_CASE("a jump over the target is its own interval", "[questions][seek]") {
  const RootSearch found = sim::find_root(around([](double x) { return x < 0.7 ? -3.0 : 5.0; }), 0, 1, Places::all);
  CHECK(std::fabs(found.root->place - 0.7) <= kWay);
  CHECK(found.root->low == found.root->place);
  CHECK(found.root->high == found.root->place);
}

TEST_CASE("among whole numbers the nearer neighbour is told", "[questions][seek]") {
  for (const auto& [place, low, high] : {std::array{7.4, 7.0, 7.0}, std::array{7.6, 8.0, 8.0}}) {
    const RootSearch found =
        sim::find_root(around([place = place](double x) { return (x - place) / 5; }), -20, 40, Places::whole_numbers);
    CHECK(found.root->place == low);
    CHECK(found.root->low == low);
    CHECK(found.root->high == high);
  }
  const RootSearch wide = sim::find_root(around([](double x) { return (x - 7.4) / 50; }), -20, 40, Places::whole_numbers);
  CHECK(wide.root->place == 7);
  CHECK(wide.root->low == 3);    // |x - 7.4| <= 5
  CHECK(wide.root->high == 12);
}

TEST_CASE("no place is asked twice, and few are", "[questions][seek]") {
  std::set<double> asked;
  const auto f = [&](double x) {
    CHECK(asked.insert(x).second);
    return Gaps{std::floor(1e5 * (x * x - 0.3)) / 1e5 + 1e-6, x * x - 0.31, x * x - 0.29};
  };
  sim::find_root(f, 0, 1, Places::all);
  CHECK(asked.size() < 60);
}
