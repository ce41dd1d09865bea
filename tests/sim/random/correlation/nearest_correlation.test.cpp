#include "sim/random/correlation/nearest_correlation.hpp"

#include <Eigen/Dense>
#include <cmath>
#include <random>
#include <vector>

#include "tests/catch.hpp"
#include "tests/sim/random/correlation/eigenvalues.hpp"

using namespace cellcast::sim;
using cellcast::tests::smallest_eigenvalue;
using Eigen::MatrixXd;

namespace {

MatrixXd dense(const SquareMatrix& matrix) {
  const auto n = static_cast<Eigen::Index>(matrix.size);
  return Eigen::Map<const MatrixXd>(matrix.values.data(), n, n);
}

/// From the entries below the diagonal, row by row.
SquareMatrix correlations(std::size_t n, const std::vector<double>& below) {
  SquareMatrix matrix(n);
  auto next = below.begin();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j) matrix(i, j) = matrix(j, i) = *next++;
    matrix(i, i) = 1;
  }
  return matrix;
}

/// Between -1 and 1; the same on every machine, which std::uniform_real_distribution does not promise.
double uniform(std::mt19937& generator) { return std::ldexp(static_cast<double>(generator()), -31) - 1; }

/// Entries between -1 and 1, a part of them 0: hardly ever a correlation matrix.
SquareMatrix random_matrix(std::size_t n, std::mt19937& generator) {
  std::vector<double> below(n * (n - 1) / 2);
  const double zeros = uniform(generator);
  for (double& x : below) x = uniform(generator) < zeros ? 0 : uniform(generator);
  return correlations(n, below);
}

/// Of random vectors, few of them for n inputs: singular often, as the nearest ones are.
MatrixXd random_correlation(std::size_t n, double least, std::mt19937& generator) {
  const auto size = static_cast<Eigen::Index>(n);
  MatrixXd vectors(size, 1 + static_cast<Eigen::Index>(generator() % n));
  for (double& x : vectors.reshaped()) x = uniform(generator);
  vectors.rowwise().normalize();
  return (1 - least) * vectors * vectors.transpose() + least * MatrixXd::Identity(size, size);
}

void check_valid(const SquareMatrix& matrix, double least) {
  CHECK(smallest_eigenvalue(matrix) >= least - 1e-13 * static_cast<double>(matrix.size));
  for (std::size_t i = 0; i < matrix.size; ++i) {
    CHECK(matrix(i, i) == 1);
    for (std::size_t j = 0; j < i; ++j) REQUIRE(matrix(i, j) == matrix(j, i));
  }
}

}  // namespace

TEST_CASE("the example of Higham 2002", "[nearest]") {
  const SquareMatrix given = correlations(3, {1, 0, 1});
  const SquareMatrix nearest = nearest_correlation(given, 0);
  CHECK(nearest(0, 1) == Approx(0.7607).margin(5e-5));
  CHECK(nearest(1, 2) == Approx(0.7607).margin(5e-5));
  CHECK(nearest(0, 2) == Approx(0.1573).margin(5e-5));
  CHECK((dense(nearest) - dense(given)).norm() == Approx(0.5278).margin(5e-5));
}

TEST_CASE("nearest correlation matrices known in closed form", "[nearest]") {
  for (const double least : {0.0, 0.001}) {
    // Equal correlations r stay equal; of n inputs the smallest eigenvalue is 1 + (n - 1) r.
    const SquareMatrix equal = nearest_correlation(correlations(4, std::vector<double>(6, -0.5)), least);
    for (std::size_t i = 1; i < 4; ++i) CHECK(equal(i, 0) == Approx((least - 1) / 3).margin(1e-9));
    // A ring of four, neighbours a, opposites b: its smallest eigenvalue is 1 - 2 a + b. Least 4 (a - 0.9)^2 + 2 b^2 along
    // b = 2 a - 1 + least is at a = (1.9 - least) / 3.
    const SquareMatrix ring = nearest_correlation(correlations(4, {0.9, 0, 0.9, 0.9, 0, 0.9}), least);
    const double a = (1.9 - least) / 3;
    CHECK(ring(1, 0) == Approx(a).margin(1e-9));
    CHECK(ring(3, 0) == Approx(a).margin(1e-9));
    CHECK(ring(2, 0) == Approx(2 * a - 1 + least).margin(1e-9));
    CHECK(ring(3, 1) == Approx(2 * a - 1 + least).margin(1e-9));
  }
}

TEST_CASE("nearest correlation matrices computed by another method", "[nearest]") {
  // Minimised over the angles between n unit vectors, any of which make a valid matrix, by BFGS from 20 random starts (SciPy).
  struct Case {
    std::size_t n;
    std::vector<double> given, nearest;
    double distance;
  };
  const std::vector<Case> cases{
      {3, {0.9, 0.2, 0.9}, {0.79551065, 0.265674388, 0.79551065}, 0.2286883199},
      {4, {0.8, -0.6, 0.7, 0.5, 0.9, -0.4}, {0.573253254, -0.425513507, 0.397543285, 0.61867338, 0.694290321, -0.241701982}, 0.7138596404},
      {5,
       {0.9, 0.9, -0.5, 0, 0.7, 0.3, 0.2, -0.8, 0, 0.6},
       {0.499574626, 0.651570195, -0.172624214, 0.223629605, 0.405305417, 0.117167137, -0.034305525, -0.491236905, 0.191561176,
        0.427561954},
       1.1968124320}};
  for (const Case& c : cases) {
    const SquareMatrix given = correlations(c.n, c.given);
    const SquareMatrix nearest = nearest_correlation(given, 0);
    CHECK((dense(nearest) - dense(correlations(c.n, c.nearest))).cwiseAbs().maxCoeff() < 2e-7);
    CHECK((dense(nearest) - dense(given)).norm() == Approx(c.distance).epsilon(1e-9));
  }
}

TEST_CASE("a valid matrix is its own nearest one", "[nearest]") {
  std::mt19937 generator(11);
  for (std::size_t n = 1; n < 30; ++n) {
    SquareMatrix matrix(n);
    MatrixXd::Map(matrix.values.data(), static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n)) = random_correlation(n, 0.1, generator);
    CHECK(nearest_correlation(matrix, 0.09).values == matrix.values);
  }
}

TEST_CASE("nothing valid is nearer than the nearest", "[nearest]") {
  std::mt19937 generator(12);
  int changed = 0;
  for (int i = 0; i < 300; ++i) {
    const std::size_t n = 2 + generator() % 12;
    const double least = i % 3 == 0 ? 1e-3 : 1e-6 * static_cast<double>(n);
    const SquareMatrix given = random_matrix(n, generator);
    const SquareMatrix nearest = nearest_correlation(given, least);
    check_valid(nearest, least);
    changed += nearest.values != given.values;
    // X is nearest to A in a convex set if and only if no way from X to a Z in the set goes towards A: <A - X, Z - X> <= 0.
    const MatrixXd towards = dense(given) - dense(nearest);
    for (int k = 0; k < 100; ++k) {
      const MatrixXd other = random_correlation(n, least, generator);
      REQUIRE(towards.cwiseProduct(other - dense(nearest)).sum() < 1e-7);
    }
  }
  CHECK(changed > 100);
}

TEST_CASE("a matrix as wrong as can be still becomes valid", "[nearest]") {
  std::mt19937 generator(13);
  for (const std::size_t n : {2, 3, 5, 20, 60}) {
    std::vector<double> below(n * (n - 1) / 2);
    for (double& x : below) x = uniform(generator) < 0 ? -1 : 1;
    const double least = 1e-6 * static_cast<double>(n);
    check_valid(nearest_correlation(correlations(n, below), least), least);
    check_valid(nearest_correlation(correlations(n, std::vector<double>(below.size(), 1)), least), least);
    check_valid(nearest_correlation(correlations(n, std::vector<double>(below.size(), -1)), least), least);
  }
}

TEST_CASE("the nearest of 200 inputs", "[nearest]") {
  std::mt19937 generator(14);
  const SquareMatrix given = random_matrix(200, generator);
  const SquareMatrix nearest = nearest_correlation(given, 2e-4);
  check_valid(nearest, 2e-4);
}
