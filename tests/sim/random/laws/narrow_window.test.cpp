// Laws cut to windows in which doubles cannot tell their probabilities apart, against closed forms; errors relative to the window.
#include "sim/random/laws/narrow_window.hpp"

#include <cmath>
#include <limits>

#include "sim/random/laws/quantile.hpp"
#include "tests/catch.hpp"

namespace {

using namespace cellcast;
using config::Distribution;

constexpr double kPlaces[] = {0x1p-53, 1e-6, 0.1, 0.3717, 0.5, 0.75, 0.999, 1 - 0x1p-53};

/// Largest |draw - right(u)| over the window, less half a unit in the last place of the draw.
template <class Right>
double worst(const Distribution& distribution, Right right) {
  const auto quantile = sim::make_quantile(distribution);
  double largest = 0;
  for (const double u : kPlaces) {
    const double x = (*quantile)(u), rounding = std::fabs(x) * 0x1p-53;
    REQUIRE(x >= distribution.min);
    REQUIRE(x <= distribution.max);
    largest = std::fmax(largest, (std::fabs(x - right(u)) - rounding) / (distribution.max - distribution.min));
  }
  return largest;
}

double even(const Distribution& d, double u) { return d.min + u * (d.max - d.min); }

/// tan(b) of the Cauchy law between angles a = atan(min) and c: min + the difference, by the addition theorem, in which nothing cancels.
double cauchy(const Distribution& d, double u) {
  const double angle = u * std::atan((d.max - d.min) / (1 + d.min * d.max)), rise = std::tan(angle);
  return d.min + rise * (1 + d.min * d.min) / (1 - d.min * rise);
}

}  // namespace

TEST_CASE("a Cauchy law in a narrow window follows the arctangent", "[quantile][narrow]") {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double min : {0.0, 1e-300, 1e-10, 0.3, 1.0, 7.0, -2.0})
    for (const double width : {1e-300, 1e-20, 1e-10, 1e-6, 1e-3, 0.01, 0.05, 0.2, 1.0}) {
      const Distribution d{config::StudentT{1, 0, 1}, min, min + width};
      if (!(d.min < d.max)) continue;
      INFO(config::text(d));
      CHECK(worst(d, [&](double u) { return cauchy(d, u); }) < 1e-12 + std::fabs(min) * 4e-16 / (d.max - d.min));
    }
  CHECK(sim::narrow_window(config::StudentT{1, 0, 1}, 1e-10, 2e-10));
  CHECK_FALSE(sim::narrow_window(config::StudentT{1, 0, 1}, -1, 1));
  CHECK_FALSE(sim::narrow_window(config::StudentT{1, 0, 1}, 0, infinity));
}

TEST_CASE("a window of 1e-10 near the centre of any law is uniform", "[quantile][narrow]") {
  const config::Law laws[] = {config::StudentT{0.1, 0, 1},  config::StudentT{1, 0, 1},     config::StudentT{30, 0, 1},
                              config::StudentT{1e12, 0, 1}, config::StudentT{2, 0.3, 2},   config::Normal{0, 1},
                              config::Normal{5, 5},         config::Beta{2, 2, -1, 1},     config::Pert{-1, 0.2, 2},
                              config::Beta{0.5, 3, -1, 4},  config::Triangular{-1, 0.3, 1}};
  const double windows[][2] = {{1e-10, 2e-10}, {-1e-10, 1e-10}, {-3e-11, 1e-30}, {0, 1e-12}};
  for (const config::Law& law : laws)
    for (const auto& [min, max] : windows) {
      const Distribution d{law, min, max};
      INFO(config::text(d));
      CHECK(sim::problem(d).empty());
      CHECK(worst(d, [&](double u) { return even(d, u); }) < 5e-10);  // but for the slope of the density
    }
  // Where the density has no slope.
  for (const auto& [min, max] : windows) {
    const Distribution d{config::StudentT{1, 0, 1}, min, max};
    CHECK(worst(d, [&](double u) { return even(d, u); }) < 1e-12);
  }
}

TEST_CASE("a triangular law keeps its peak in a window around it", "[quantile][narrow]") {
  // Symmetric about 0 with height 1: in [-w, w] the density falls by the part w to either end.
  for (const double w : {1e-30, 1e-10, 1e-3, 0.5}) {
    const Distribution d{config::Triangular{-1, 0, 1}, -w, w};
    const double half = w - w * w / 2;  // probability to either side
    CHECK(worst(d, [&](double u) {
            const double c = (u < 0.5 ? u : 1 - u) * 2 * half, a = 1 - w, distance = 2 * c / (a + std::sqrt(a * a + 2 * c));
            return u < 0.5 ? -w + distance : w - distance;
          }) < 1e-15);
  }
}

TEST_CASE("narrow windows of exponential laws, in the tail too", "[quantile][narrow]") {
  for (const config::Law& law : {config::Law{config::Gamma{1, 1}}, config::Law{config::Weibull{1, 1}}})
    for (const double min : {1e-6, 0.7, 40.0, 600.0})
      for (const double width : {1e-9, 1e-4, 0.01, 0.5}) {
        const Distribution d{law, min, min + width};
        INFO(config::text(d));
        const double drop = std::expm1(min - d.max);  // the law has no memory
        CHECK(worst(d, [&](double u) { return min - std::log1p(u * drop); }) < 1e-14 + 4e-16 * min / width);
      }
}

TEST_CASE("narrow and wide windows meet", "[quantile][narrow]") {
  // Just wider than the widest window that one polynomial holds: both ways give the same draws.
  const config::Law laws[] = {config::Normal{0, 1},     config::Lognormal{1, 0.5}, config::Beta{2.5, 4}, config::Gamma{3, 0.3},
                              config::Weibull{2, 0.9}, config::StudentT{0.4, 0, 1}, config::StudentT{5, 1, 1}};
  for (const config::Law& law : laws) {
    double narrow = 1e-4, wide = 1;
    for (int i = 0; i < 50; ++i) (sim::narrow_window(law, 0.6, 0.6 + (narrow + wide) / 2) ? narrow : wide) = (narrow + wide) / 2;
    INFO(config::text(Distribution{law}) << " up to " << narrow);
    REQUIRE(narrow > 0.003);
    REQUIRE(narrow < 0.3);
    const auto near = sim::make_quantile({law, 0.6, 0.6 + narrow}), far = sim::make_quantile({law, 0.6, 0.6 + wide});
    for (const double u : kPlaces) CHECK(std::fabs((*near)(u) - (*far)(u)) <= 1e-10 * narrow);
  }
}
