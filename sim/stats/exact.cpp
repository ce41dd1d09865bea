#include "sim/stats/exact.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>

namespace cellcast::sim {
namespace {

using boost::multiprecision::cpp_int;

cpp_int wide(Uint128 value) { return cpp_int(static_cast<std::uint64_t>(value >> 64)) << 64 | cpp_int(static_cast<std::uint64_t>(value)); }

cpp_int wide(Int128 value) { return value < 0 ? cpp_int(-wide(-static_cast<Uint128>(value))) : wide(static_cast<Uint128>(value)); }

cpp_int wide(const Uint192& value) { return cpp_int(value.high) << 128 | wide(value.low); }

bool is_zero(const ExactTerm& term) { return term.sum == 0 && term.squares.low == 0 && term.squares.high == 0; }

int smallest_exponent(std::span<const ExactTerm> terms) {
  int smallest = 0;
  bool first = true;
  for (const ExactTerm& term : terms) {
    if (is_zero(term)) continue;
    smallest = first ? term.exponent : std::min(smallest, term.exponent);
    first = false;
  }
  return smallest;
}

/// bits x 2^exponent
struct Scaled {
  std::uint64_t bits;
  int exponent;
};

/// numerator / denominator to 63 or 64 bits, the last of which is sticky: a conversion to double then rounds once, to nearest.
/// Precondition: both > 0.
Scaled ratio(cpp_int numerator, cpp_int denominator) {
  const int shift = 63 - (static_cast<int>(msb(numerator)) - static_cast<int>(msb(denominator)));
  if (shift > 0) numerator <<= shift;
  if (shift < 0) denominator <<= -shift;
  cpp_int quotient, remainder;
  divide_qr(numerator, denominator, quotient, remainder);
  return {static_cast<std::uint64_t>(quotient) | std::uint64_t{remainder != 0}, -shift};
}

struct Sums {
  cpp_int first, second;  ///< of x and of x^2, as multiples of 2^exponent and of 2^(2 exponent)
  int exponent;
};

Sums sums(std::span<const ExactTerm> terms) {
  Sums total{0, 0, smallest_exponent(terms)};
  for (const ExactTerm& term : terms) {
    if (is_zero(term)) continue;
    const int shift = term.exponent - total.exponent;
    total.first += wide(term.sum) << shift;
    total.second += wide(term.squares) << 2 * shift;
  }
  return total;
}

}  // namespace

double exact_mean(std::span<const ExactTerm> terms, std::uint64_t n) {
  const Sums total = sums(terms);
  if (total.first == 0) return 0;
  const Scaled mean = ratio(abs(total.first), n);
  const double magnitude = std::ldexp(static_cast<double>(mean.bits), mean.exponent + total.exponent);
  return total.first < 0 ? -magnitude : magnitude;
}

double exact_sd(std::span<const ExactTerm> terms, std::uint64_t n) {
  if (n < 2) return 0;
  const Sums total = sums(terms);
  cpp_int spread = total.second;
  spread *= n;
  spread -= cpp_int(total.first * total.first);
  if (spread == 0) return 0;
  cpp_int divisor = n;
  divisor *= n - 1;
  const Scaled variance = ratio(spread, divisor);
  // The root is taken of the mantissa, at an even exponent, so that the variance itself may be too small or large for a double.
  const int odd = variance.exponent & 1;
  return std::ldexp(std::sqrt(std::ldexp(static_cast<double>(variance.bits), odd)), (variance.exponent - odd) / 2 + total.exponent);
}

}  // namespace cellcast::sim
