#include "sim/random/correlation/student_normal.hpp"

#include "sim/math/elementary.hpp"
#include "sim/math/normal.hpp"
#include "sim/math/sine.hpp"
#include "sim/random/stream/uniform.hpp"

namespace cellcast::sim {
namespace {

/// Gamma(a + 1/2) / Gamma(a): its asymptotic series (Graham, Knuth & Patashnik 1994, Concrete Mathematics, exercise 9.60) at a + n,
/// and Gamma(x + 1) = x Gamma(x) back to a.
double gamma_ratio(double a) {
  constexpr double kEnough = 200;  // where the next term is below 1e-14
  double factor = 1;
  while (a < kEnough) {
    factor *= a / (a + 0.5);
    a += 1;
  }
  const double x = 1 / a;
  return factor * std::sqrt(a) * math::polynomial(x, 1, -1.0 / 8, 1.0 / 128, 5.0 / 1024, -21.0 / 32768);
}

/// The continued fraction of the incomplete beta function, I_x(a, b) = x^a (1 - x)^b / (a B(a, b)) times this (DLMF 8.17.22), by the
/// modified Lentz method (Thompson & Barnett 1986, J. Comput. Phys. 64, 490-509). Converges fast for x < (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
  constexpr double kTiny = 1e-300;
  double c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), f = d;
  for (int m = 1; m < 10'000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    double step = 1;
    for (const double coefficient : {even, odd}) {
      d = 1 / (1 + coefficient * d + kTiny);
      c = 1 + coefficient / c;
      step *= c * d;
    }
    f *= step;
    if (std::fabs(step - 1) < 0x1p-52) break;
  }
  return f;
}

/// cos((2 k + 1) pi / 16)
constexpr std::array kNodes{0x1.f6297cff75cb0p-1,  0x1.a9b66290ea1a3p-1,  0x1.1c73b39ae68c8p-1,  0x1.8f8b83c69a60bp-3,
                            -0x1.8f8b83c69a60bp-3, -0x1.1c73b39ae68c8p-1, -0x1.a9b66290ea1a3p-1, -0x1.f6297cff75cb0p-1};

/// The polynomial of degree 7 through values at the nodes: as a sum of Chebyshev polynomials, which are then written out.
std::array<double, 8> interpolate(const std::array<double, 8>& values) {
  std::array<double, 8> result{}, before{}, polynomial{1};  // coefficients of T_(n-1) and T_n
  std::array<double, 8> before_at{}, at{};                  // T_(n-1) and T_n at the nodes
  at.fill(1);
  for (std::size_t n = 0; n < 8; ++n) {
    double weight = 0;
    for (std::size_t k = 0; k < 8; ++k) weight += at[k] * values[k];
    weight *= n == 0 ? 0.125 : 0.25;
    for (std::size_t i = 0; i <= n; ++i) result[i] += weight * polynomial[i];
    const double twice = n == 0 ? 1 : 2;  // T_1 = s, T_(n+1) = 2 s T_n - T_(n-1)
    std::array<double, 8> next{}, next_at{};
    for (std::size_t i = 0; i < 8; ++i) next[i] = (i ? twice * polynomial[i - 1] : 0) - before[i];
    for (std::size_t k = 0; k < 8; ++k) next_at[k] = twice * kNodes[k] * at[k] - before_at[k];
    before = polynomial;
    before_at = at;
    polynomial = next;
    at = next_at;
  }
  return result;
}

}  // namespace

double student_tail(double x, double dof) {
  const double a = dof / 2, ratio = x * x / dof;
  const double below = 1 / (1 + ratio), above = ratio / (1 + ratio);  // dof / (dof + x^2) and the rest to 1
  const double factor = math::exp(-a * math::log1p(ratio)) * std::sqrt(above) * gamma_ratio(a) / std::sqrt(math::kPi);
  // T(-x) = I_below(a, 1/2) / 2 (Abramowitz & Stegun 26.7.1) = (1 - I_above(1/2, a)) / 2
  return below < (a + 1) / (a + 2.5) ? 0.5 * factor / a * beta_fraction(a, 0.5, below) : 0.5 - factor * beta_fraction(0.5, a, above);
}

StudentNormal::StudentNormal(double dof) : end_(1) {
  while (student_tail(end_ - 1, dof) > kSmallestUniform / 2) {
    for (int piece = 0; piece < 16; ++piece) {
      const double half_width = end_ / 32, centre = end_ + (2 * piece + 1) * half_width;
      std::array<double, 8> values;
      for (std::size_t k = 0; k < 8; ++k) values[k] = -math::normal_quantile(student_tail(centre - 1 + kNodes[k] * half_width, dof));
      pieces_.push_back(interpolate(values));
    }
    end_ *= 2;
  }
  end_ = std::nextafter(end_, 0);
}

}  // namespace cellcast::sim
