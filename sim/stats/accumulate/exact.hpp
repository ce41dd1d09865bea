#pragma once

#include <cstdint>
#include <span>

#include "sim/stats/accumulate/wide.hpp"

namespace cellcast::sim {

/// A part of a sum: the sums of values, and of their squares, that are integers times 2^exponent.
struct ExactTerm {
  int exponent;
  Int128 sum;
  Uint192 squares;
};

/// A finite value as often as said, without its square.
ExactTerm repeated(double value, std::uint64_t times);

/// (sum of x) / n, rounded to nearest once. Precondition: n > 0.
double exact_mean(std::span<const ExactTerm> terms, std::uint64_t n);

/// Square root of (n sum of x^2 - (sum of x)^2) / (n (n - 1)), within an ulp; 0 for n = 1, and where sum of x^2 is too
/// small for its x. Cancellation does no harm: the integers are exact.
double exact_sd(std::span<const ExactTerm> terms, std::uint64_t n);

}  // namespace cellcast::sim
