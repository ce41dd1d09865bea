#include "sim/stats/infer/grade_correlations.hpp"

#include <cmath>
#include <random>

#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

using Rows = std::vector<std::vector<double>>;

/// Three rows of numbers in (0, 1): a, something like a, and 1 - a.
Rows numbers(std::size_t count) {
  std::mt19937_64 engine(1);
  const auto unit = [&] { return (static_cast<double>(engine() >> 12) + 0.5) * 0x1p-52; };
  Rows rows(3);
  for (std::size_t i = 0; i < count; ++i) {
    rows[0].push_back(unit());
    rows[1].push_back((2 * rows[0].back() + unit()) / 3);
    rows[2].push_back(1 - rows[0].back());
  }
  return rows;
}

double pearson(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<long double>(a.size());
  long double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sa += a[i], sb += b[i];
    saa += static_cast<long double>(a[i]) * a[i], sbb += static_cast<long double>(b[i]) * b[i],
        sab += static_cast<long double>(a[i]) * b[i];
  }
  return static_cast<double>((n * sab - sa * sb) / std::sqrt((n * saa - sa * sa) * (n * sbb - sb * sb)));
}

void add(GradeCorrelations& to, const Rows& rows, std::size_t first, std::size_t count) {
  std::vector<const double*> pointers;
  for (const auto& row : rows) pointers.push_back(row.data() + first);
  to.add(pointers, count);
}

const std::vector<GradeCorrelations::Pair> kPairs{{0, 1}, {2, 0}, {1, 2}};

}  // namespace

TEST_CASE("the correlation of grades is Pearson's", "[stats]") {
  const Rows rows = numbers(10'001);
  GradeCorrelations correlations(kPairs);
  add(correlations, rows, 0, 10'001);
  for (std::size_t p = 0; p < 3; ++p) {
    // Cutting both to 16 bits moves a single product by 2^-16 at most, and by chance: 1e-6 of 10,000 is ample.
    CHECK(correlations[p] == Approx(pearson(rows[kPairs[p].first], rows[kPairs[p].second])).margin(1e-6));
  }
  CHECK(correlations[0] > 0.8);
  CHECK(correlations[1] == Approx(-1).margin(1e-6));
}

TEST_CASE("correlations of grades merge to the same bits in any order", "[stats]") {
  const Rows rows = numbers(3000);
  GradeCorrelations whole(kPairs), a(kPairs), b(kPairs), c(kPairs);
  add(whole, rows, 0, 3000);
  add(a, rows, 0, 700);
  add(b, rows, 700, 1300);
  add(c, rows, 2000, 1000);
  c.merge(a);
  c.merge(b);
  for (std::size_t p = 0; p < 3; ++p) CHECK(c[p] == whole[p]);
  CHECK(a[0] != whole[0]);
}

TEST_CASE("2^32 grades fit", "[stats]") {
  // Four at the ends of the range, where sums are largest, doubled 30 times.
  GradeCorrelations correlations({{0, 1}});
  const Rows mixed{{0x1p-53, 0x1p-53, 1 - 0x1p-53, 1 - 0x1p-53}, {0x1p-53, 1 - 0x1p-53, 1 - 0x1p-53, 1 - 0x1p-53}};
  add(correlations, mixed, 0, 4);
  const double before = correlations[0];
  for (int i = 0; i < 30; ++i) correlations.merge(GradeCorrelations(correlations));
  CHECK(correlations[0] == Approx(before).epsilon(1e-15));
  CHECK(before == Approx(1 / std::sqrt(3)));  // (1, 1), (1, 2), (2, 2), (2, 2): covariance 1/8, variances 1/4 and 3/16
}

TEST_CASE("one value has no correlation", "[stats]") {
  GradeCorrelations correlations(kPairs);
  add(correlations, numbers(1), 0, 1);
  CHECK(std::isnan(correlations[0]));
}
