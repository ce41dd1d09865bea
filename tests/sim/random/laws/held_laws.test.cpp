// Laws as people hold them: by percentiles, as data, as several opinions.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "config/scenario/triangle.hpp"
#include "sim/random/laws/quantile.hpp"
#include "sim/random/stream/uniform.hpp"
#include "tests/catch.hpp"

namespace {

using namespace cellcast;
using config::Distribution;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN(), kEndless = std::numeric_limits<double>::infinity();
constexpr std::array kLevels{0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

/// A law by its i-th and j-th percentile.
template <class L>
L by_percentiles(std::size_t i, double low, std::size_t j, double high) {
  std::array<double, 9> p;
  p.fill(kNone);
  p[i] = low, p[j] = high;
  return L{{p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8]}};
}

double at(const Distribution& distribution, double u) { return (*sim::make_quantile(distribution))(u); }

void check_percentile(const Distribution& distribution, double u, double wanted, double scale) {
  const double x = at(distribution, u);
  INFO(config::text(distribution) << " at " << u << ": " << std::hexfloat << x);
  CHECK(std::fabs(x - wanted) <= 1e-12 * (std::fabs(wanted) + scale));
}

}  // namespace

TEST_CASE("normal and lognormal laws have the two percentiles that they are given by", "[quantile][percentiles]") {
  for (std::size_t i = 0; i < kLevels.size(); ++i) {
    for (std::size_t j = i + 1; j < kLevels.size(); ++j) {
      for (const auto& [low, high] : {std::pair{-3.0, 5.0}, {1e6, 1e6 + 1}, {-1e-200, 3e-200}, {0.0, 1.0}}) {
        const Distribution law{by_percentiles<config::NormalPercentiles>(i, low, j, high)};
        check_percentile(law, kLevels[i], low, high - low);
        check_percentile(law, kLevels[j], high, high - low);
      }
      for (const auto& [low, high] : {std::pair{0.5, 2.0}, {100.0, 100.5}, {1e-3, 10.0}}) {
        const Distribution law{by_percentiles<config::LognormalPercentiles>(i, low, j, high)};
        check_percentile(law, kLevels[i], low, 0);
        check_percentile(law, kLevels[j], high, 0);
      }
    }
  }
}

TEST_CASE("percentiles are those of the law before it is cut off", "[quantile][percentiles]") {
  // p50 = 1, p90 = 2: half of the law lies below 1, and all of what is left above it.
  const Distribution cut{by_percentiles<config::NormalPercentiles>(4, 1, 6, 2), 1};
  check_percentile(cut, 0.8, 2, 1);  // 0.5 + 0.8 x 0.5 = 0.9
}

TEST_CASE("a triangular law has the p10, mode and p90 that it is given by", "[quantile][percentiles]") {
  for (const auto& [p10, mode, p90] : {std::array{1.0, 2.0, 4.0}, {0.0, 0.0, 1.0}, {0.0, 1.0, 1.0}, {-5.0, -1.0, 0.0}, {1.0, 1.0 + 1e-9, 2.0},
                                       {1e-9, 0.4, 1e9}, {-1e-100, 0.0, 1e-100}}) {
    const config::TriangularPercentiles law{p10, mode, p90};
    const config::Triangular whole = config::triangle(law);
    CHECK(whole.low < p10);
    CHECK(whole.mode == mode);
    CHECK(whole.high > p90);
    check_percentile({law}, 0.1, p10, p90 - p10);
    check_percentile({law}, 0.9, p90, p90 - p10);
    // F(mode) is the mode's place in the triangle.
    check_percentile({law}, (mode - whole.low) / (whole.high - whole.low), mode, p90 - p10);
  }
}

TEST_CASE("a mode at p10 stands at a tenth of the triangle", "[percentiles]") {
  // Before the mode lies F = (mode - low) / (high - low), here 1/10; behind it (high - 1)^2 = (high - low)(high - mode) / 10. With width w:
  // high = 0.9 w, (0.9 w - 1)^2 = 0.09 w^2, so 0.6 w = 1.
  const config::Triangular whole = config::triangle({0, 0, 1});
  CHECK(whole.low == Approx(-1 / 6.0).epsilon(1e-14));
  CHECK(whole.high == Approx(1.5).epsilon(1e-14));
}

TEST_CASE("the i-th of n data is the quantile at (i - 1/2) / n", "[quantile][data]") {
  const std::vector<double> data{-2, 0.5, 0.5, 3, 7, 7.25, 100};
  const auto quantile = sim::make_quantile({config::EmpiricalData{data}});
  const double n = static_cast<double>(data.size());
  for (std::size_t i = 0; i < data.size(); ++i) CHECK((*quantile)((static_cast<double>(i) + 0.5) / n) == Approx(data[i]).epsilon(1e-14));
  for (const double u : {sim::kSmallestUniform, 0.01, 0.5 / n}) CHECK((*quantile)(u) == -2);
  for (const double u : {1 - 0.5 / n, 0.99, sim::kLargestUniform}) CHECK((*quantile)(u) == 100);
  CHECK((*quantile)(4 / n) == Approx(5).epsilon(1e-14));  // halfway from 3 to 7
  CHECK((*quantile)(2 / n) == 0.5);                       // a value twice
}

TEST_CASE("a quarter of a million data are one law", "[quantile][data]") {
  std::vector<double> data(250'000);
  for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<double>(i + 1);
  const auto quantile = sim::make_quantile({config::EmpiricalData{data}});
  for (const double u : {1e-5, 0.1, 0.25, 0.7, 0.99999}) CHECK((*quantile)(u) == Approx(u * 250'000 + 0.5).epsilon(1e-12));
}

TEST_CASE("atoms of a mixture are exact, and have all their probability", "[quantile][mixture]") {
  const config::Mixture law{{{config::Discrete{{0.1, 0.7}, {1, 1}}}, {config::Uniform{0, 1}}}, {1, 1}};
  const auto quantile = sim::make_quantile({law});
  // F rises by 1/2 along [0, 1] and jumps by 1/4 at 0.1 and 0.7: F(0.1-) = 0.05, F(0.1) = 0.3; F(0.7-) = 0.6, F(0.7) = 0.85.
  for (const double u : {0.05 + 1e-12, 0.1, 0.2, 0.3 - 1e-12}) CHECK((*quantile)(u) == 0.1);
  for (const double u : {0.6 + 1e-12, 0.7, 0.85 - 1e-12}) CHECK((*quantile)(u) == 0.7);
  CHECK((*quantile)(0.04) == Approx(0.08).epsilon(1e-13));
  CHECK((*quantile)(0.45) == Approx(0.4).epsilon(1e-13));
  CHECK((*quantile)(0.9) == Approx(0.8).epsilon(1e-13));
}

TEST_CASE("a mixture of steps alone is a law of steps", "[quantile][mixture]") {
  const config::Mixture law{{{config::Discrete{{1, 3}, {1, 1}}}, {config::Discrete{{2, 3}, {1, 1}}}}, {3, 1}};
  const auto quantile = sim::make_quantile({law});
  // F(1) = 3/8, F(2) = 1/2, F(3) = 1.
  CHECK((*quantile)(0.375) == 1);
  CHECK((*quantile)(0.376) == 2);
  CHECK((*quantile)(0.5) == 2);
  CHECK((*quantile)(0.51) == 3);
}

TEST_CASE("a mixture of one law, or of one law twice, is that law", "[quantile][mixture]") {
  for (const Distribution& law : std::vector<Distribution>{{config::Normal{1, 2}}, {config::Pert{0, 1, 4}}, {config::Metalog{1, 2, 4}, 0}, {config::Metalog{1, 2, 4}, 0, 9},
                                  {config::Metalog{1, 2, 4}, -kEndless, 6}, {config::StudentT{3, 1, 2}, 0, kEndless}, {config::Gamma{1e4, 3}},
                                  {config::Normal{0, 1}, 5, 5.0001}, {config::Normal{0, 1}, 30, 31}, {config::Weibull{100, 2}},
                                  {config::Normal{0, 1}, 1, 1 + 1e-13}}) {
    const auto single = sim::make_quantile(law), one = sim::make_quantile({config::Mixture{{law}, {3}}}),
               twice = sim::make_quantile({config::Mixture{{law, law}, {1e300, 1e300}}});
    const double spread = (*single)(0.9) - (*single)(0.1);
    for (const double u : {1e-9, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.62, 0.9, 0.999, 1 - 1e-9}) {
      INFO(config::text(law) << " at " << u);
      const double x = (*single)(u), slack = 2e-12 * (std::fabs(x) + spread);
      CHECK(std::fabs((*one)(u) - x) <= slack);
      CHECK(std::fabs((*twice)(u) - x) <= slack);
    }
  }
}

TEST_CASE("draws of a mixture do not decrease, and are the same bits in any order", "[quantile][mixture]") {
  const config::Mixture law{{{config::Normal{0, 1}}, {config::Discrete{{-1, 2}, {1, 2}}}, {config::Pert{1, 3, 9}}, {config::Normal{20, 1e-6}}}, {1, 0.3, 2, 0.1}};
  const auto first = sim::make_quantile({law}), second = sim::make_quantile({law});
  std::vector<double> u{sim::kSmallestUniform, 1e-12, 1e-6};
  for (int i = 1; i < 4000; ++i) u.push_back(i / 4000.0);
  u.insert(u.end(), {1 - 1e-6, 1 - 1e-12, sim::kLargestUniform});
  std::vector<double> x(u.size());
  (*first)(u, x);
  const config::Interval support = config::support(Distribution{law});
  for (std::size_t i = u.size(); i-- > 0;) {  // the other way round, so that its grid is filled in another order
    INFO("u = " << u[i] << ", x = " << x[i]);
    CHECK((*second)(u[i]) == x[i]);
    CHECK(second->once(u[i]) == x[i]);
    REQUIRE(std::isfinite(x[i]));
    CHECK(x[i] >= support.low);
    CHECK(x[i] <= support.high);
    if (i > 0) CHECK(x[i] >= x[i - 1] - 1e-12 * (std::fabs(x[i]) + 1));
  }
}

TEST_CASE("what cannot be sampled says why", "[quantile]") {
  const auto says = [](const Distribution& distribution, const std::string& words) {
    INFO(sim::problem(distribution));
    CHECK(sim::problem(distribution).find(words) != std::string::npos);
  };
  says({by_percentiles<config::NormalPercentiles>(3, -1.7e308, 5, 1.7e308)}, "too far apart");
  says({by_percentiles<config::LognormalPercentiles>(3, 1e-300, 5, 1e300)}, "below 50");
  says({config::TriangularPercentiles{-1.7e308, 0, 1.7e308}}, "too far apart");
  says({config::Mixture{{{config::Normal{0, 1}}, {config::Normal{0, 1}, 50, 51}}, {1, 1}}}, "component 2");
  says({config::Mixture{{{config::Normal{0, 1}}}, {1}}, 0, 1}, "bound these");
  CHECK(sim::problem({config::Mixture{{{config::Normal{0, 1}}, {config::Discrete{{1}, {1}}}}, {1, 1}}}).empty());
}
