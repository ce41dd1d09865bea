#include "sim/random/correlation/student_normal.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

using Real = long double;

Real normal_tail(Real z) { return cdf(complement(boost::math::normal_distribution<Real>(), z)); }

}  // namespace

TEST_CASE("a Student-t variable becomes standard normal", "[random]") {
  for (const double dof : {1.0, 1.3, 2.0, 3.0, 4.0, 5.5, 10.0, 30.0, 100.0, 999.5, 1000.0}) {
    const StudentNormal to_normal(dof);
    const boost::math::students_t_distribution<Real> law(dof);
    double worst = 0, worst_relative = 0, worst_tail = 0;
    for (int i = 1; i <= 2000; ++i) {  // z from near 0 to the smallest uniform, whose z is -8.21
      const auto x = static_cast<double>(quantile(complement(law, normal_tail(8.21L * i / 2000))));
      const Real tail = cdf(complement(law, Real{x}));
      const Real error = std::fabs(normal_tail(to_normal(x)) - tail);
      worst = std::max(worst, static_cast<double>(error));
      worst_relative = std::max(worst_relative, static_cast<double>(error / tail));
      worst_tail = std::max(worst_tail, std::fabs(static_cast<double>(student_tail(x, dof) / tail - 1)));
      REQUIRE(to_normal(-x) == -to_normal(x));
    }
    INFO("dof " << dof << ": error " << worst << ", relative to the tail " << worst_relative << ", of the tail itself " << worst_tail);
    CHECK(worst < 1e-14);
    CHECK(worst_relative < 2e-13);
    CHECK(worst_tail < 2e-13);
  }
}

TEST_CASE("Student's map at the ends", "[random]") {
  for (const double dof : {1.0, 4.0, 1000.0}) {
    const StudentNormal to_normal(dof);
    CHECK(std::fabs(to_normal(0)) < 1e-15);
    CHECK(to_normal(1e300) > 8.21);  // beyond the uniforms' range, and finite
    CHECK(to_normal(1e300) < 20);
    CHECK(to_normal(-1e300) == -to_normal(1e300));
  }
}
