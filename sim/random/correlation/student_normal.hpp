#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

namespace cellcast::sim {

/// The map that makes a Student-t variable x standard normal, g(x) = Phi^-1(T(x)), T being its distribution function; odd and
/// increasing. Polynomials of degree 7 in v = 1 + |x|, 16 to the octave of v, up to where T leaves the range of uniforms; there it
/// stays. Built with our own functions, in double: the same bits on every machine.
///
/// |Phi(g(x)) - T(x)| < 1e-14, and relative to the nearer tail < 2e-13; docs/methods.md, "Student-t copula".
class StudentNormal {
 public:
  /// dof in [1, 1000]
  explicit StudentNormal(double dof);

  double operator()(double x) const {
    const double from_one = 1 + std::fabs(x);
    const double v = from_one < end_ ? from_one : end_;
    // Exponent and four bits of the mantissa number the piece; what is left of the mantissa is the place in it, from -1 to 1.
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(v);
    const double s = 2 * std::bit_cast<double>(((bits << 4) & kMantissa) | kOne) - 3;
    const Piece& c = pieces_[(bits >> 48) - (kOne >> 48)];
    const double s2 = s * s;
    const double z = ((c[0] + c[1] * s) + (c[2] + c[3] * s) * s2) + ((c[4] + c[5] * s) + (c[6] + c[7] * s) * s2) * (s2 * s2);
    return std::copysign(z, x);
  }

 private:
  using Piece = std::array<double, 8>;  ///< coefficients of 1, s, s^2, ...
  static constexpr std::uint64_t kMantissa = 0x000fffffffffffff, kOne = 0x3ff0000000000000;

  std::vector<Piece> pieces_;
  double end_ = 0;  ///< the largest v of the last piece
};

/// P(T > x) of a Student-t variable, x >= 0; dof in [1, 1000]. Relative error < 2e-13.
double student_tail(double x, double dof);

}  // namespace cellcast::sim
