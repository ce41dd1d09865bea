#include "sim/random/correlation/rank_correlation.hpp"

#include <cmath>
#include <numbers>

#include "tests/catch.hpp"

using namespace cellcast::sim;

TEST_CASE("rank correlation under the Gaussian copula", "[random]") {
  const RankCorrelation law;
  for (const double r : {-0.999, -0.3, 0.0, 0.5, 0.9}) {
    CHECK(law.rank(r) == Approx(6 / std::numbers::pi * std::asin(r / 2)).epsilon(1e-14));
    CHECK(law.pearson(law.rank(r)) == Approx(r).epsilon(1e-14));
  }
}

TEST_CASE("rank correlation under Student-t copulas", "[random]") {
  // 12 E T(X1) T(X2) - 3, which is Spearman's by definition, computed another way: Student's distribution function integrated over the
  // angle of the two normals and over radius and chi-square (trapezoidal rules in angle and logarithms, SciPy's stdtr).
  struct Known {
    double dof, pearson, rank;
  };
  for (const Known& known :
       {Known{1, 0.3, 0.2550113}, Known{1, 0.7, 0.6228493}, Known{2.5, 0.3, 0.273089922}, Known{2.5, -0.7, -0.657956515},
        Known{2.5, 0.95, 0.93479674}, Known{4, 0.3, 0.278535102}, Known{4, -0.7, -0.667851928}, Known{4, 0.95, 0.939622082},
        Known{10, 0.3, 0.284054148}, Known{10, -0.7, -0.67731463}, Known{10, 0.95, 0.943435258}, Known{100, 0.3, 0.287225371},
        Known{100, 0.95, 0.945147005}}) {
    INFO("dof " << known.dof << " r " << known.pearson);
    const RankCorrelation law(known.dof);
    const double margin = known.dof == 1 ? 1e-7 : 2e-9;  // of the reference
    CHECK(law.rank(known.pearson) == Approx(known.rank).margin(margin));
    CHECK(law.pearson(known.rank) == Approx(known.pearson).margin(2 * margin));
  }
}

TEST_CASE("rank correlation is odd, increasing, its own inverse and 1 at 1", "[random]") {
  for (const double dof : {1.0, 2.0, 5.0, 1000.0}) {
    const RankCorrelation law(dof);
    double before = -1;
    for (int i = -400; i <= 400; ++i) {
      const double r = std::tanh(i / 25.0);  // up to 1 - 3e-14, beyond the table's end
      const double rho = law.rank(r);
      REQUIRE(rho > before);
      REQUIRE(rho == -law.rank(-r));
      REQUIRE(law.pearson(rho) == Approx(r).margin(1e-12));
      before = rho;
    }
    CHECK(law.rank(1) == 1);
    CHECK(law.rank(0) == 0);
    CHECK(law.pearson(0) == 0);
    CHECK(law.pearson(-1) == -1);
  }
  // It tends to the Gaussian copula's: they differ by some 1 / dof.
  CHECK(RankCorrelation(1000).rank(0.7) == Approx(RankCorrelation().rank(0.7)).margin(1e-4));
}
