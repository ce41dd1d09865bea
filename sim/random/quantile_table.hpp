#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/random/tail_law.hpp"

namespace cellcast::sim {

/// The quantile function of a law that has no closed form, as polynomials of degree 7 in the probability t of the nearer tail,
/// 16 to the octave of t, from 2^-54 to 1/2 at both ends. A piece is kept only if its error is certified when it is built:
/// |error| <= kTolerance (|x| + scale), scale being what the law says; elsewhere the law is solved at each draw, which is slow and right.
/// docs/methods.md, "Quantile functions", has the argument.
class QuantileTable {
 public:
  static constexpr double kTolerance = 1e-12;

  QuantileTable(std::unique_ptr<const TailLaw> lower, std::unique_ptr<const TailLaw> upper);

  /// The quantile of the standardised law where the probability below it is `lower` and above it `upper` = 1 - lower.
  double operator()(double lower, double upper) const {
    const bool is_lower = lower < 0.5;
    const double t = is_lower ? lower : upper;
    // Exponent and four bits of the mantissa number the piece; what is left of the mantissa is the place in it, from -1 to 1.
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(t);
    const std::uint64_t piece = (bits >> 48) - kFirst;
    if (piece >= kPieces) [[unlikely]]
      return solve(lower, upper);
    const double s = 2 * std::bit_cast<double>(((bits << 4) & kMantissa) | kOne) - 3;
    const Piece& c = pieces_[piece + (is_lower ? 0 : kPieces)];
    const double s2 = s * s;
    const double x = ((c[0] + c[1] * s) + (c[2] + c[3] * s) * s2) + ((c[4] + c[5] * s) + (c[6] + c[7] * s) * s2) * (s2 * s2);
    if (x != x) [[unlikely]]
      return solve(lower, upper);
    return x;
  }

  /// The part of the draws that the pieces serve, [0, 1].
  double coverage() const;

 private:
  using Piece = std::array<double, 8>;  ///< coefficients of 1, s, s^2, ...; NaN where there is none
  static constexpr std::uint64_t kMantissa = 0x000fffffffffffff, kOne = 0x3ff0000000000000;
  static constexpr int kOctaves = 53;
  static constexpr std::uint64_t kFirst = (1023 - 54) << 4;
  static constexpr std::uint64_t kPieces = kOctaves * 16 + 1;  ///< the last is t = 1/2 itself

  double solve(double lower, double upper) const;

  std::unique_ptr<const TailLaw> lower_, upper_;
  std::vector<Piece> pieces_;  ///< those of the lower end, then those of the upper
};

}  // namespace cellcast::sim
