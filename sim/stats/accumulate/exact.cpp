#include "sim/stats/accumulate/exact.hpp"

#include <algorithm>
#include <bit>
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

int top_bit(const cpp_int& value) { return static_cast<int>(msb(value)); }

/// Precondition: value > 0.
int top_bit(Uint128 value) {
  const auto high = static_cast<std::uint64_t>(value >> 64), low = static_cast<std::uint64_t>(value);
  return static_cast<int>(high ? 64 + std::bit_width(high) : std::bit_width(low)) - 1;
}

/// numerator / denominator to 63 or 64 bits, the last of which is sticky: a conversion to double then rounds once, to nearest.
/// Preconditions: both > 0; of Uint128, the denominator below 2^64 and the numerator below 2^127.
template <class Integer>
Scaled ratio(Integer numerator, Integer denominator) {
  const int shift = 63 - (top_bit(numerator) - top_bit(denominator));
  if (shift > 0) numerator <<= shift;
  if (shift < 0) denominator <<= -shift;
  const Integer quotient = numerator / denominator, remainder = numerator - quotient * denominator;
  return {static_cast<std::uint64_t>(quotient) | std::uint64_t{remainder != 0}, -shift};
}

Uint128 magnitude(Int128 value) { return value < 0 ? -static_cast<Uint128>(value) : static_cast<Uint128>(value); }

/// Whether sums of the values, as multiples of 2^smallest, stay below 2^127.
bool are_narrow(std::span<const ExactTerm> terms, int smallest) {
  constexpr int kBits = 120;
  return terms.size() < 128 && std::ranges::all_of(terms, [=](const ExactTerm& term) {
           return term.sum == 0 || top_bit(magnitude(term.sum)) + 1 + (term.exponent - smallest) <= kBits;
         });
}

/// size x 2^exponent / n
template <class Integer>
double mean_of(bool is_negative, const Integer& size, std::uint64_t n, int exponent) {
  if (size == 0) return 0;
  const Scaled mean = ratio<Integer>(size, n);
  const double magnitude = std::ldexp(static_cast<double>(mean.bits), mean.exponent + exponent);
  return is_negative ? -magnitude : magnitude;
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

ExactTerm repeated(double value, std::uint64_t times) {
  constexpr std::uint64_t kImplicit = std::uint64_t{1} << 52;
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const auto exponent = static_cast<int>(bits >> 52 & 0x7ff);
  const std::uint64_t mantissa = (bits & (kImplicit - 1)) | (exponent > 0 ? kImplicit : 0);
  const auto size = static_cast<Int128>(Uint128{mantissa} * times);
  return {std::max(exponent, 1) - 1075, value < 0 ? -size : size, {}};
}

double exact_mean(std::span<const ExactTerm> terms, std::uint64_t n) {
  const int exponent = smallest_exponent(terms);
  // Nearly all sums fit into 128 bits, which is several times faster; each replicate of each number has a mean.
  if (are_narrow(terms, exponent)) {
    Int128 sum = 0;
    for (const ExactTerm& term : terms) sum += term.sum == 0 ? 0 : term.sum << (term.exponent - exponent);
    return mean_of(sum < 0, magnitude(sum), n, exponent);
  }
  const cpp_int sum = sums(terms).first;
  return mean_of<cpp_int>(sum < 0, abs(sum), n, exponent);
}

double exact_sd(std::span<const ExactTerm> terms, std::uint64_t n) {
  if (n < 2) return 0;
  const Sums total = sums(terms);
  cpp_int spread = total.second;
  spread *= n;
  spread -= cpp_int(total.first * total.first);
  if (spread <= 0) return 0;
  cpp_int divisor = n;
  divisor *= n - 1;
  const Scaled variance = ratio(spread, divisor);
  // The root is taken of the mantissa, at an even exponent, so that the variance itself may be too small or large for a double.
  const int odd = variance.exponent & 1;
  return std::ldexp(std::sqrt(std::ldexp(static_cast<double>(variance.bits), odd)), (variance.exponent - odd) / 2 + total.exponent);
}

}  // namespace cellcast::sim
