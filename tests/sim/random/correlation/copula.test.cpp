#include "sim/random/correlation/copula.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "sim/math/normal.hpp"
#include "sim/random/correlation/clash.hpp"
#include "sim/random/correlation/rank_correlation.hpp"
#include "sim/random/stream/uniform.hpp"
#include "tests/catch.hpp"
#include "tests/sim/random/correlation/eigenvalues.hpp"

using namespace cellcast::sim;
using cellcast::tests::smallest_eigenvalue;

namespace {

std::vector<std::string> numbered(std::size_t n) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < n; ++i) names.push_back("x" + std::to_string(100 + i));
  return names;
}

/// Toward zero, as one would shorten a printed number.
double four_digits(double x) { return std::trunc(x * 1e4) / 1e4; }

/// The clash's nearest value is valid and mends the whole group; one a hundredth of the change nearer to the given one is not.
void check_nearest(const Clash& clash, const std::vector<std::string>& names, std::vector<PairCorrelation> pairs) {
  const double given = pairs[clash.pair].pearson;
  REQUIRE(clash.mends_group);
  pairs[clash.pair].pearson = *clash.nearest;
  CHECK(smallest_eigenvalue(clash.members, pairs) > 0);
  CHECK_FALSE(find_clash(names, pairs));
  pairs[clash.pair].pearson = *clash.nearest + 0.01 * (given - *clash.nearest);
  CHECK(find_clash(names, pairs));
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<Eigen::Index>(a.size());
  const Eigen::ArrayXd x = Eigen::Map<const Eigen::ArrayXd>(a.data(), n), y = Eigen::Map<const Eigen::ArrayXd>(b.data(), n);
  const Eigen::ArrayXd dx = x - x.mean(), dy = y - y.mean();
  return (dx * dy).sum() / std::sqrt(dx.square().sum() * dy.square().sum());
}

/// Draws of a group's members, [member][trial].
std::vector<std::vector<double>> draw(const CorrelatedGroup& group, const std::vector<std::string>& names, std::size_t trials) {
  std::vector<std::vector<double>> u(group.members.size(), std::vector<double>(trials));
  std::vector<double*> rows;
  for (std::size_t k = 0; k < u.size(); ++k) {
    uniforms({3, stream_id(names[group.members[k]])}, 0, u[k]);
    rows.push_back(u[k].data());
  }
  correlate(group, rows, trials);
  return u;
}

/// The same under a Student-t copula.
std::vector<std::vector<double>> draw_student(double dof, const CorrelatedGroup& group, const std::vector<std::string>& names,
                                              std::size_t trials) {
  std::vector<std::vector<double>> u(group.members.size(), std::vector<double>(trials));
  std::vector<double*> rows;
  for (std::size_t k = 0; k < u.size(); ++k) {
    uniforms({3, stream_id(names[group.members[k]])}, 0, u[k]);
    rows.push_back(u[k].data());
  }
  std::vector<double> mixing(trials);
  uniforms({3, stream_id("copula." + names[group.members[0]])}, 0, mixing);
  StudentCopula(dof).correlate(group, rows, mixing);
  return u;
}

/// Of trials with the first below q, the share that have the second there too.
double joint_tail(const std::vector<double>& a, const std::vector<double>& b, double q) {
  double first = 0, both = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    first += a[i] < q;
    both += a[i] < q && b[i] < q;
  }
  return both / first;
}

}  // namespace

TEST_CASE("groups are the connected inputs, sorted by name", "[random]") {
  const std::vector<std::string> names{"e", "d", "c", "b", "a", "alone"};
  const std::vector<PairCorrelation> pairs{{0, 2, 0.5}, {3, 1, -0.25}, {2, 4, 0.5}};
  const auto groups = correlated_groups(names, pairs);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].members == std::vector<std::size_t>{4, 2, 0});
  CHECK(groups[1].members == std::vector<std::size_t>{3, 1});
  // L L^T = R by hand: [1 .5 0; .5 1 .5; 0 .5 1]
  const double root = std::sqrt(0.75);
  const std::vector<double> factor{1, 0, 0, 0.5, root, 0, 0, 0.5 / root, std::sqrt(1 - 0.25 / 0.75)};
  for (std::size_t i = 0; i < 9; ++i) CHECK(groups[0].factor[i] == Approx(factor[i]).margin(1e-15));
  CHECK(groups[1].factor == std::vector<double>{1, 0, -0.25, std::sqrt(0.9375)});
  CHECK(correlated_groups(names, {}).empty());
}

TEST_CASE("the draws of a group do not depend on the order of inputs and pairs", "[random]") {
  const std::vector<std::string> names{"a", "b", "c"}, turned{"c", "a", "b"};
  const std::vector<PairCorrelation> pairs{{0, 1, 0.5}, {1, 2, 0.3}}, turned_pairs{{0, 2, 0.3}, {2, 1, 0.5}};
  const auto first = correlated_groups(names, pairs), second = correlated_groups(turned, turned_pairs);
  CHECK(first[0].factor == second[0].factor);
  CHECK(draw(first[0], names, 1000) == draw(second[0], turned, 1000));
}

TEST_CASE("correlated draws have the correlations asked for and stay uniform", "[random]") {
  const std::vector<std::string> names{"a", "b", "c"};
  const std::vector<PairCorrelation> pairs{{0, 1, 0.7}, {1, 2, -0.4}};
  constexpr std::size_t kTrials = 200'001;  // not a multiple of any block
  const auto u = draw(correlated_groups(names, pairs)[0], names, kTrials);
  // The sd of a sample correlation is (1 - rho^2) / sqrt(n) for normals; bounds of 5 of 1 / sqrt(n): odds below 1e-6 each.
  const double bound = 5 / std::sqrt(kTrials);
  std::vector<std::vector<double>> z = u;
  for (auto& row : z) {
    for (double& x : row) x = math::normal_quantile(x);
  }
  CHECK(std::fabs(correlation(z[0], z[1]) - 0.7) < bound);
  CHECK(std::fabs(correlation(z[1], z[2]) + 0.4) < bound);
  CHECK(std::fabs(correlation(z[0], z[2])) < bound);
  // Spearman's correlation of continuous draws is Pearson's of the uniforms: 6 / pi asin(rho / 2) (Pearson 1907).
  CHECK(std::fabs(correlation(u[0], u[1]) - 6 / std::numbers::pi * std::asin(0.35)) < bound);
  // Mean and spread of each: standard errors sqrt(1/12 / n) and of the variance sqrt(1/180 / n).
  for (const auto& row : u) {
    const Eigen::Map<const Eigen::ArrayXd> x(row.data(), static_cast<Eigen::Index>(kTrials));
    CHECK(std::fabs(x.mean() - 0.5) < 5 * std::sqrt(1 / 12.0 / kTrials));
    CHECK(std::fabs((x - 0.5).square().mean() - 1 / 12.0) < 5 * std::sqrt(1 / 180.0 / kTrials));
    CHECK(x.minCoeff() >= kSmallestUniform);
    CHECK(x.maxCoeff() <= kLargestUniform);
  }
}

TEST_CASE("correlating does not depend on the size of blocks and keeps the first member", "[random]") {
  const std::vector<std::string> names{"a", "b"};
  const auto group = correlated_groups(names, std::vector<PairCorrelation>{{0, 1, 0.9}})[0];
  const auto whole = draw(group, names, 1000);
  std::vector<double> a(1000), b(1000), original(1000);
  uniforms({3, stream_id("a")}, 0, a);
  uniforms({3, stream_id("b")}, 0, b);
  original = a;
  for (std::size_t start = 0; start < 1000; start += 100) {
    const std::vector<double*> rows{a.data() + start, b.data() + start};
    correlate(group, rows, 100);
  }
  CHECK(a == whole[0]);
  CHECK(b == whole[1]);
  for (std::size_t i = 0; i < 1000; ++i) REQUIRE(a[i] == Approx(original[i]).epsilon(1e-12));
}

TEST_CASE("correlated draws at the ends stay within the range of uniforms", "[random]") {
  const std::vector<std::string> names{"a", "b"};
  const auto group = correlated_groups(names, std::vector<PairCorrelation>{{0, 1, 0.7}})[0];
  std::vector<double> a{kSmallestUniform, kLargestUniform}, b = a;
  const std::vector<double*> rows{a.data(), b.data()};
  correlate(group, rows, 2);  // 0.7 z + 0.71 z lies beyond z
  CHECK(b == std::vector<double>{kSmallestUniform, kLargestUniform});
  CHECK(a[0] >= kSmallestUniform);
  CHECK(a[1] <= kLargestUniform);
}

TEST_CASE("a Student-t copula has uniform margins and extremes that come together", "[random][slow]") {
  const std::vector<std::string> names{"a", "b", "c"};
  const std::vector<PairCorrelation> pairs{{0, 1, 0.5}, {1, 2, 0.3}};
  const auto group = correlated_groups(names, pairs)[0];
  constexpr std::size_t kTrials = 4'000'000;
  const auto u = draw_student(3, group, names, kTrials);
  // Counts in 100 equal cells: chi-square with 99 degrees of freedom exceeds 190 with odds of 1e-7.
  for (const auto& row : u) {
    std::vector<double> counts(100);
    for (const double x : row) ++counts[static_cast<std::size_t>(100 * x)];
    double chi_square = 0;
    for (const double count : counts) chi_square += (count - kTrials / 100.0) * (count - kTrials / 100.0) / (kTrials / 100.0);
    CHECK(chi_square < 190);
  }
  // C(q, q) / q at q = 0.001 is 0.31608 for r = 0.5 (SciPy: Student's density times the conditional distribution function, which is
  // Student's with 4 degrees of freedom, integrated), near its limit lambda = 2 T_4(-sqrt(4 / 3)) = 0.3125; a Gaussian copula has 0.054.
  // Both tails, of about 4000 trials each; 5 standard errors sqrt(p (1 - p) / 4000) = 0.0074: odds of 1e-6.
  CHECK(std::fabs(joint_tail(u[0], u[1], 0.001) - 0.31608) < 5 * 0.0074);
  std::vector<std::vector<double>> turned = u;
  for (auto& row : turned) {
    for (double& x : row) x = 1 - x;
  }
  CHECK(std::fabs(joint_tail(turned[0], turned[1], 0.001) - 0.31608) < 5 * 0.0074);
  // a and c are not correlated, but share W: C(q, q) / q = 0.1184 and not 0.001.
  CHECK(joint_tail(u[0], u[2], 0.001) > 0.08);
  // Spearman's rho, with 5 standard errors of at most 1 / sqrt(n) each.
  const RankCorrelation law(3);
  CHECK(std::fabs(correlation(u[0], u[1]) - law.rank(0.5)) < 5 / std::sqrt(kTrials));
  CHECK(std::fabs(correlation(u[1], u[2]) - law.rank(0.3)) < 5 / std::sqrt(kTrials));
  CHECK(std::fabs(correlation(u[0], u[2])) < 5 / std::sqrt(kTrials));
}

TEST_CASE("Student-t draws do not depend on the size of blocks and stay within the range of uniforms", "[random]") {
  const std::vector<std::string> names{"a", "b"};
  const auto group = correlated_groups(names, std::vector<PairCorrelation>{{0, 1, 0.9}})[0];
  const auto whole = draw_student(1, group, names, 1000);
  std::vector<double> a(1000), b(1000), w(1000);
  uniforms({3, stream_id("a")}, 0, a);
  uniforms({3, stream_id("b")}, 0, b);
  uniforms({3, stream_id("copula.a")}, 0, w);
  const StudentCopula copula(1);
  for (std::size_t start = 0; start < 1000; start += 100) {
    const std::vector<double*> rows{a.data() + start, b.data() + start};
    copula.correlate(group, rows, std::span(w).subspan(start, 100));
  }
  CHECK(a == whole[0]);
  CHECK(b == whole[1]);
  std::vector<double> first{kSmallestUniform, kLargestUniform, kSmallestUniform},
      second = first, mixing{kSmallestUniform, kSmallestUniform, kLargestUniform};
  const std::vector<double*> rows{first.data(), second.data()};
  copula.correlate(group, rows, mixing);
  CHECK(second[0] == kSmallestUniform);
  CHECK(second[1] == kLargestUniform);
  CHECK(first[2] > kSmallestUniform);
  CHECK(first[2] < 0.5);
}

TEST_CASE("three inputs that cannot all be so correlated", "[random]") {
  const auto names = numbered(3);
  const std::vector<PairCorrelation> pairs{{0, 1, 0.9}, {1, 2, 0.9}, {2, 0, 0.2}};
  const auto clash = find_clash(names, pairs);
  REQUIRE(clash);
  CHECK(clash->members == std::vector<std::size_t>{0, 1, 2});
  // r13 >= r12 r23 - sqrt((1 - r12^2)(1 - r23^2)) = 0.81 - 0.19 = 0.62. The others would have to fall from 0.9 to
  // 0.9 x 0.2 + sqrt((1 - 0.81)(1 - 0.04)) = 0.6071: a smaller change.
  CHECK(clash->pair < 2);
  CHECK(*clash->nearest == Approx(0.18 + std::sqrt(0.19 * 0.96)).epsilon(1e-5));
  CHECK(clash->smallest_eigenvalue == Approx(smallest_eigenvalue({0, 1, 2}, pairs)));
  check_nearest(*clash, names, pairs);
  auto mended = pairs;
  mended[clash->pair].pearson = four_digits(*clash->nearest);
  CHECK_FALSE(find_clash(names, mended));
}

TEST_CASE("a pair at the edge of what is possible", "[random]") {
  const auto names = numbered(3);
  // det = 1 + 2 r12 r23 r13 - r12^2 - r23^2 - r13^2 = 0 at 0.5, 0.5, -0.5
  CHECK(find_clash(names, std::vector<PairCorrelation>{{0, 1, 0.5}, {1, 2, 0.5}, {0, 2, -0.5}}));
  CHECK_FALSE(find_clash(names, std::vector<PairCorrelation>{{0, 1, 0.5}, {1, 2, 0.5}, {0, 2, -0.4999}}));
  const auto clash = find_clash(names, std::vector<PairCorrelation>{{1, 2, -1.0}});
  REQUIRE(clash);
  CHECK(clash->members == std::vector<std::size_t>{1, 2});
  CHECK(*clash->nearest == Approx(-1));
  CHECK(*clash->nearest > -1);
}

TEST_CASE("a clash hidden among many inputs is found, and only it", "[random]") {
  const auto names = numbered(10);
  std::vector<PairCorrelation> pairs;
  for (std::size_t i = 0; i < 10; ++i) {
    for (std::size_t j = i + 1; j < 10; ++j) pairs.push_back({i, j, 0.3});
  }
  CHECK_FALSE(find_clash(names, pairs));
  const auto set = [&](std::size_t i, std::size_t j, double r) {
    for (auto& pair : pairs) {
      if (pair.first == i && pair.second == j) pair.pearson = r;
    }
  };
  set(2, 5, 0.95);
  set(5, 7, 0.9);
  set(2, 7, -0.1);
  const auto clash = find_clash(names, pairs);
  REQUIRE(clash);
  CHECK(clash->members == std::vector<std::size_t>{2, 5, 7});
  check_nearest(*clash, names, pairs);
}

TEST_CASE("two clashes in one group: the first is mended alone", "[random]") {
  const auto names = numbered(6);
  const std::vector<PairCorrelation> pairs{{0, 1, 0.9}, {1, 2, 0.9}, {2, 0, -0.9}, {2, 3, 0.1}, {3, 4, 0.9}, {4, 5, 0.9}, {5, 3, -0.9}};
  const auto clash = find_clash(names, pairs);
  REQUIRE(clash);
  CHECK(clash->members == std::vector<std::size_t>{0, 1, 2});
  CHECK_FALSE(clash->mends_group);
  auto mended = pairs;
  mended[clash->pair].pearson = *clash->nearest;
  CHECK(smallest_eigenvalue({0, 1, 2}, mended) > 0);
}

TEST_CASE("a ring of four clashes where no three do", "[random]") {
  const auto names = numbered(6);
  // A ring of four has the eigenvalues 1 + 2 r cos(pi k / 2), of which the least is 1 - 2 r; a path of three 1 - sqrt(2) r > 0.
  const std::vector<PairCorrelation> pairs{{0, 1, 0.6}, {1, 2, 0.6}, {2, 3, 0.6}, {3, 0, 0.6}, {4, 5, 0.99}};
  const auto clash = find_clash(names, pairs);
  REQUIRE(clash);
  CHECK(clash->members == std::vector<std::size_t>{0, 1, 2, 3});
  CHECK(clash->smallest_eigenvalue == Approx(-0.2));
  check_nearest(*clash, names, pairs);
}

TEST_CASE("a clash that only many inputs make together is found", "[random]") {
  // Equal correlations r of n inputs are positive definite while r > -1 / (n - 1): here 42 clash and no 41 do. There are too many
  // subsets to try, so this goes through the search that leaves inputs out.
  const std::size_t n = 60;
  const auto names = numbered(n);
  std::vector<PairCorrelation> pairs;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) pairs.push_back({i, j, -1 / 40.5});
  }
  const auto clash = find_clash(names, pairs);
  REQUIRE(clash);
  CHECK(clash->members.size() == 42);  // -1 / 40.5 < -1 / 41, and not < -1 / 40
  CHECK(clash->smallest_eigenvalue == Approx(1 - 41 / 40.5));
  CHECK_FALSE(clash->mends_group);  // any other 42 clash as well
  auto mended = pairs;
  mended[clash->pair].pearson = *clash->nearest;
  CHECK(smallest_eigenvalue(clash->members, mended) > 0);
}
