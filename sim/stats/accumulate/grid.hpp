#pragma once

#include <cstdint>
#include <span>

namespace cellcast::sim {

/// What a number's distances from `centre` are rounded to, so that they can be summed as integers: those below 2^reach to multiples of
/// 2^(reach - kBits), their squares to multiples of 2^(2 reach - kSquareBits).
///
/// Rounding is by adding a number so large that what is smaller than a step falls off: sums of the bits of what comes out are sums of
/// steps (Demmel & Nguyen 2015, "Parallel reproducible summation", IEEE Trans. Comput. 64(7), pre-round to a common step likewise).
struct Grid {
  static constexpr int kBits = 51, kSquareBits = 52;
  static constexpr int kLeastReach = -480, kMostReach = 500;  ///< that squares and their steps are normal numbers
  static constexpr std::uint32_t kNowhere = 1 << 12;          ///< the leading bits of no double

  double centre = 0;
  int reach = 0;
  double shift = 0, square_shift = 0;  ///< what is added to distances and to squares
  std::uint32_t within = kNowhere;     ///< the leading 12 bits of a shifted square of a distance within the reach
};

/// The grid for numbers of which these are some, in ascending order and finite: its centre is their median, its reach four to eight times
/// the largest distance. Where that is 0 or cannot be squared, nothing is within it.
Grid find_grid(std::span<const double> sorted);

}  // namespace cellcast::sim
