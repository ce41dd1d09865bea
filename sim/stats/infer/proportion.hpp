#pragma once

#include <cstdint>
#include <vector>

#include "sim/stats/accumulate/wide.hpp"

namespace cellcast::sim {

/// How often an event happened among the trials in which another was given, in each replicate of a design. Integers, so that counts merge
/// to the same in any order.
struct EventCounts {
  explicit EventCounts(std::uint32_t replicates = 1) : trials(replicates), given(replicates), both(replicates) {}

  void merge(const EventCounts& other);
  std::uint64_t all_given() const;
  std::uint64_t all_both() const;

  std::vector<std::uint64_t> trials;  ///< [replicate]
  std::vector<std::uint64_t> given;   ///< of these, in which the condition holds that is given; all of them where nothing is
  std::vector<std::uint64_t> both;    ///< of those, in which the event happens
};

/// The same of trials that weigh differently, which have no replicates.
struct WeightedCounts {
  void merge(const WeightedCounts& other);

  Uint128 given = 0, both = 0;  ///< sums of weights
  Uint128 squares = 0;          ///< of the weights of trials in which the condition holds that is given
};

/// A probability and its 95 % confidence interval.
struct Proportion {
  double estimate, low, high;  ///< [0, 1]
  double effective;            ///< independent trials that would tell as much; > 0
};

/// Standard errors on each side of a 95 % interval of independent trials.
inline constexpr double kNormalFactor = 1.96;

/// Wilson's interval (Wilson 1927, JASA 22(158)) of a share p of n trials, n > 0 and any number.
Proportion wilson(double p, double n, double factor);

/// The share of the given trials in which the event happens. Where there is one replicate, trials are independent, and count as many as are
/// given. Else n is such that p (1 - p) / n is the square of the standard error of the ratio of two sums over replicates (Cochran 1977,
/// Sampling Techniques, 6.3): the sd over replicates of both - p given, over sqrt(R) and over the mean of given, all as shares of trials;
/// at least sqrt(R / 6) / given, the error of a count whose place within a stratum is random. Where p is 0 or 1 it is all that are given.
/// `factor` is Student's t of one degree less than replicates. Precondition: all_given() > 0; as many trials in each replicate.
Proportion proportion(const EventCounts& counts, double factor);

/// Of weighted trials, with Kish's effective number. Precondition: given > 0.
Proportion proportion(const WeightedCounts& counts);

}  // namespace cellcast::sim
