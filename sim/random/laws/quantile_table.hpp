#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "sim/random/laws/tail_law.hpp"

namespace cellcast::sim {

/// The quantile function of a law that has no closed form, as polynomials of degree 7 in the probability t of the nearer tail,
/// 16 to the octave of t, from 2^-54 to 1/2 at both ends. A piece is kept only if its error is certified when it is built:
/// |error| <= kTolerance (|x| + scale), scale being what the law says; elsewhere the law is solved at each draw, which is slow and right.
/// docs/methods.md, "Quantile functions", has the argument.
///
/// Pieces are built when they are first asked for: whoever checks a scenario asks for none. Those from 2^-18 on serve all but one draw in
/// 130,000, and take a third of a millisecond; those of the far tails, which take twice as long, wait for such a draw.
class QuantileTable {
 public:
  static constexpr double kTolerance = 1e-12;

  /// Octaves of t that are built together, from both ends.
  struct Section {
    int first;  ///< exponent of the first octave's beginning
    int octaves;
  };
  static constexpr Section kNear{-18, 17}, kFar{-54, 36};

  class Pieces;
  /// Of an end: 16 to the octave, and one for the section's end itself.
  static constexpr std::uint64_t pieces_of(Section section) { return static_cast<std::uint64_t>(section.octaves) * 16 + 1; }

  QuantileTable(std::unique_ptr<const TailLaw> lower, std::unique_ptr<const TailLaw> upper);

  /// The near piece that serves a probability, and the place in it, from -1 to 1.
  struct Place {
    std::uint32_t piece;
    double s;
  };
  /// Of the probability `lower` below the quantile and `upper` = 1 - lower above it; in a section.
  template <Section section = kNear>
  [[gnu::always_inline]] static Place place(double lower, double upper) {
    constexpr std::uint64_t kBefore = static_cast<std::uint64_t>(1023 + section.first) << 4, kOfAnEnd = pieces_of(section);
    const bool is_lower = lower < 0.5;
    // Exponent and four bits of the mantissa number the piece; what is left of the mantissa is the place in it.
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(is_lower ? lower : upper);
    const std::uint64_t piece = (bits >> 48) - kBefore;
    const std::uint64_t served = piece + (is_lower ? 0 : kOfAnEnd);
    return {static_cast<std::uint32_t>(piece < kOfAnEnd ? served : 2 * kOfAnEnd),
            2 * std::bit_cast<double>(((bits << 4) & kMantissa) | kOne) - 3};
  }

  /// The near ones, built at the first call. Safe to call from many threads at once: one builds, the others wait for it.
  const Pieces& pieces() const {
    if (!is_built_.load(std::memory_order_acquire)) [[unlikely]]
      build();
    return *pieces_;
  }

  /// The quantile of the standardised law where no near piece serves: by those of the far tails, which the first call builds, or by `solve`.
  double beyond(double lower, double upper) const;
  /// As the law itself gives it: some microseconds.
  double solve(double lower, double upper) const;

  /// The quantile of the standardised law, the same bits as by way of the pieces: by these where they are built, else without building
  /// more of them than lead to this one.
  double once(double lower, double upper) const;

  /// The part of the draws that the pieces serve, [0, 1].
  double coverage() const;

 private:
  struct alignas(64) Piece : std::array<double, 8> {  ///< coefficients, a cache line of them; NaN where there is no piece
    /// The polynomial's value: (c0 + c1 s) + (c2 + c3 s) s^2 + ((c4 + c5 s) + (c6 + c7 s) s^2) s^4, in vectors, as the coefficients
    /// stand: 0 4 2 6 1 5 3 7. Another order would round otherwise.
    [[gnu::always_inline]] double at(double s) const {
      const Piece& c = *this;
      const Four low{c[0], c[1], c[2], c[3]}, high{c[4], c[5], c[6], c[7]};
      const Four pairs = low + high * s;
      const double s2 = s * s;
      const Two quads = Two{pairs[0], pairs[1]} + Two{pairs[2], pairs[3]} * s2;
      return quads[0] + quads[1] * (s2 * s2);
    }
    using Two [[gnu::vector_size(16)]] = double;
    using Four [[gnu::vector_size(32)]] = double;
  };
  static constexpr std::uint64_t kMantissa = 0x000fffffffffffff, kOne = 0x3ff0000000000000;

  static Piece in_order(const std::array<double, 8>& coefficients);

  void build() const;
  const Pieces& far_pieces() const;
  double walk(Section section, Place at) const;

  std::unique_ptr<const TailLaw> lower_, upper_;
  mutable std::once_flag building_, building_far_;
  mutable std::atomic<bool> is_built_ = false;
  mutable std::unique_ptr<const Pieces> pieces_;  ///< written once, before is_built_
  mutable std::unique_ptr<const Pieces> far_;     ///< written once
};

/// All pieces of a section.
class QuantileTable::Pieces {
 public:
  Pieces(const TailLaw& lower, const TailLaw& upper, Section section);

  /// The quantile of the standardised law at a place of this section; NaN where no piece serves.
  [[gnu::always_inline]] double at(Place place) const { return pieces_[place.piece].at(place.s); }

  /// The part of the draws that the pieces serve, [0, 1].
  double coverage() const;

 private:
  Section section_;
  std::vector<Piece> pieces_;  ///< those of the lower end, the last of them t = the section's end; those of the upper; one of NaN
};

/// x = origin + unit y, y a standardised law's.
struct TableQuantile {
  std::shared_ptr<const QuantileTable> table;
  double origin, unit;
};

}  // namespace cellcast::sim
