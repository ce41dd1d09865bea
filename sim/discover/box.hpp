#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cellcast::sim {

/// A limit of a box: values of a factor below (or above) it are outside, the value itself is inside.
struct BoxLimit {
  std::size_t factor;
  bool is_upper;
  double value;

  bool holds(double x) const { return is_upper ? x <= value : x >= value; }
  bool is_of(std::size_t of, bool upper) const { return factor == of && is_upper == upper; }
};

/// Futures in which some factors stay within limits: at most a lower and an upper one for each factor, in the order of factors, the lower
/// first. Without limits all futures are inside.
using Box = std::vector<BoxLimit>;

/// The box with this limit in place of the one of the same factor and side.
Box with_limit(Box box, const BoxLimit& limit);
/// The box without this factor's limit on this side.
Box without_limit(Box box, std::size_t factor, bool is_upper);

/// How many trials a box holds, and in how many of these what is looked for is the case.
struct BoxCounts {
  std::uint64_t trials = 0, cases = 0;

  double density() const { return trials == 0 ? 0 : static_cast<double>(cases) / static_cast<double>(trials); }
  bool operator==(const BoxCounts&) const = default;
};

/// F1 = 2 coverage density / (coverage + density), of a box among trials with so many cases in all: 2 c / (all cases + trials inside).
inline double f1(const BoxCounts& inside, std::uint64_t all_cases) {
  return inside.cases == 0 ? 0 : 2 * static_cast<double>(inside.cases) / static_cast<double>(all_cases + inside.trials);
}

}  // namespace cellcast::sim
