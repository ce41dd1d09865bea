// The tables of beta, PERT, gamma and Student-t laws against Boost.Math's inverses, densely.
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <functional>
#include <thread>
#include <vector>

#include "sim/random/laws/quantile.hpp"
#include "sim/random/laws/quantile_table.hpp"
#include "sim/random/stream/uniform.hpp"
#include "tests/catch.hpp"

namespace {

using namespace cellcast;
using sim::End;

/// Probabilities of the nearer tail: in each octave both ends of every piece (as near as doubles come) and places between.
std::vector<double> tail_probabilities() {
  std::vector<double> out;
  for (int exponent = -53; exponent < -1; ++exponent) {
    const double begin = std::ldexp(1.0, exponent);
    for (int piece = 0; piece < 16; ++piece) {
      const double left = begin * (1 + piece / 16.0), right = begin * (1 + (piece + 1) / 16.0);
      out.insert(out.end(), {left, std::nextafter(right, 0), left + (right - left) * 0.0381, left + (right - left) * 0.7319});
    }
  }
  out.push_back(0.5);
  return out;
}

/// `exact(t, end)` is the quantile at probability t of an end. Draws are made with u where 1 - u is exact, as all uniforms are.
void sweep(const config::Distribution& distribution, double scale, const std::function<double(double, End)>& exact) {
  const auto quantile = sim::make_quantile(distribution);
  double worst = 0, worst_t = 0;
  const auto compare = [&](double u, double t, End end) {
    const double x = (*quantile)(u), right = exact(t, end);
    const double error = std::fabs(x - right) / (std::fabs(right) + scale);
    if (!(error <= worst)) worst = error, worst_t = end == End::lower ? t : -t;
  };
  for (const double t : tail_probabilities()) {
    compare(t, t, End::lower);
    const double grid = std::ldexp(std::round(std::ldexp(t, 53)), -53);
    compare(1 - grid, grid, End::upper);
  }
  INFO(config::text(distribution) << ": worst at tail probability " << worst_t << " (negative: upper)");
  CHECK(worst <= sim::QuantileTable::kTolerance);
}

double beta(double a, double b, double t, End end) {
  return end == End::lower ? boost::math::ibeta_inv(a, b, t) : boost::math::ibetac_inv(a, b, t);
}

double gamma(double shape, double t, End end) {
  return end == End::lower ? boost::math::gamma_p_inv(shape, t) : boost::math::gamma_q_inv(shape, t);
}

double student(double dof, double t, End end) {
  const double x = boost::math::quantile(boost::math::students_t(dof), t);
  return end == End::lower ? x : -x;
}

template <class Lower, class Upper>
double coverage(Lower lower, Upper upper) {
  return sim::QuantileTable(std::make_unique<Lower>(lower), std::make_unique<Upper>(upper)).coverage();
}

}  // namespace

TEST_CASE("beta tables keep their bound", "[quantile]") {
  const double shapes[][2] = {{3, 3}, {2, 4}, {1, 5}, {5, 1}, {1, 1}, {0.5, 0.5}, {0.9, 1.1}, {0.2, 3}, {2.5, 0.3}, {1.7, 60}, {400, 90}};
  for (const auto& [a, b] : shapes) sweep({config::Beta{a, b}}, 1, [a = a, b = b](double t, End end) { return beta(a, b, t, end); });
}

TEST_CASE("PERT tables keep their bound", "[quantile]") {
  for (const double mode : {0.0, 0.1, 0.25, 0.5, 0.9, 1.0})
    for (const double lambda : {0.5, 4.0, 12.0})
      sweep({config::Pert{-1, 3 * mode - 1, 2, lambda}}, 3,
            [=](double t, End end) { return -1 + 3 * beta(1 + lambda * mode, 1 + lambda * (1 - mode), t, end); });
}

TEST_CASE("gamma tables keep their bound", "[quantile]") {
  for (const double shape : {0.2, 0.5, 1.0, 1.5, 2.0, 6.5, 40.0, 1000.0})
    sweep({config::Gamma{shape, 3}}, 3 * std::fmin(1, std::sqrt(shape)), [=](double t, End end) { return 3 * gamma(shape, t, end); });
}

TEST_CASE("Student-t tables keep their bound", "[quantile]") {
  for (const double dof : {0.7, 1.0, 2.0, 3.5, 5.0, 12.0, 100.0, 1e5})
    sweep({config::StudentT{dof, 0, 2}}, 2, [=](double t, End end) { return 2 * student(dof, t, end); });
}

TEST_CASE("ordinary shapes are drawn from polynomials only", "[quantile]") {
  constexpr double kAll = 1 - 1e-14;  // what the summing of coverage loses aside, all but 2^-54 at each end
  using sim::BetaTail, sim::GammaTail, sim::StudentTail;
  CHECK(coverage(BetaTail(3, 3, End::lower), BetaTail(3, 3, End::upper)) >= kAll);
  CHECK(coverage(BetaTail(1, 5, End::lower), BetaTail(5, 1, End::upper)) >= kAll);
  CHECK(coverage(BetaTail(1e4, 30, End::lower), BetaTail(30, 1e4, End::upper)) >= kAll);
  CHECK(coverage(GammaTail(2, End::lower), GammaTail(2, End::upper)) >= kAll);
  CHECK(coverage(GammaTail(1e4, End::lower), GammaTail(1e4, End::upper)) >= kAll);
  CHECK(coverage(StudentTail(3, End::lower), StudentTail(3, End::upper)) >= kAll);
  CHECK(coverage(StudentTail(1e6, End::lower), StudentTail(1e6, End::upper)) >= kAll);
}

TEST_CASE("a table refuses the pieces that it cannot certify", "[quantile]") {
  // y ~ t^-20: no polynomial of degree 7 follows that; all draws are solved one by one, and right.
  using sim::StudentTail;
  CHECK(coverage(StudentTail(0.05, End::lower), StudentTail(0.05, End::upper)) == 0);
  const auto quantile = sim::make_quantile({config::StudentT{0.05, 0, 1}});
  for (const double u : {0.01, 0.3, 0.45}) {
    const double exact = student(0.05, u, End::lower);
    CHECK(std::fabs((*quantile)(u)-exact) <= 1e-12 * (std::fabs(exact) + 1));
  }
}

TEST_CASE("a draw made once has the same bits as one by way of the table", "[quantile]") {
  std::vector<double> u = tail_probabilities();
  for (std::size_t i = u.size(); i-- > 0;) u.push_back(1 - std::ldexp(std::round(std::ldexp(u[i], 53)), -53));
  const config::Distribution distributions[] = {{config::Pert{-1, 0.5, 2, 4}},  {config::Beta{0.5, 0.02}},
                                                {config::Gamma{6.5, 3}, 2, 40}, {config::StudentT{3.5, 1, 2}},
                                                {config::StudentT{0.05, 0, 1}}, {config::Normal{1, 2}}};
  for (const config::Distribution& distribution : distributions) {
    const auto once = sim::make_quantile(distribution), by_table = sim::make_quantile(distribution);
    INFO(config::text(distribution));
    for (std::size_t i = 0; i < u.size(); i += 37) REQUIRE(once->once(u[i]) == (*by_table)(u[i]));
    for (const double p : {sim::kSmallestUniform, 0x1p-18, std::nextafter(0x1p-18, 0), 0.5, sim::kLargestUniform}) {
      CHECK(once->once(p) == (*by_table)(p));
      CHECK(by_table->once(p) == (*by_table)(p));  // read off the table
    }
  }
}

TEST_CASE("quantile functions may share a table that several threads ask for first", "[quantile]") {
  sim::QuantileFactory factory;
  const auto first = factory.make({config::Beta{2, 4}}), second = factory.make({config::Beta{2, 4, 0, 3}});
  std::vector<double> draws(8);
  std::vector<std::thread> threads;
  for (std::size_t k = 0; k < draws.size(); ++k) {
    threads.emplace_back([&, k] {
      if (k == 0) second->prepare();
      draws[k] = k % 2 == 0 ? 3 * (*first)(0.3) : (*second)(0.3);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const double draw : draws) CHECK(draw == 3 * first->once(0.3));
}
