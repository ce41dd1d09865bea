#pragma once

#include <cstdint>

namespace cellcast::sim {

/// The number B of n independent trials that have what has the probability p, 0 < p < 1, at one count after the other. In our own
/// arithmetic, the same bits on every machine; relative error < 1e-12 for n < 2^40.
class BinomialWalk {
 public:
  enum class Side { at_most, at_least };

  /// P(B <= count) or P(B >= count), summed outward.
  BinomialWalk(double p, std::uint64_t n, std::uint64_t count, Side side);

  double probability() const { return probability_; }
  /// To the next count inward: one more, or one less. Precondition: there is one.
  void advance();

 private:
  /// P(B = k + 1) / P(B = k)
  double growth(double k) const { return (n_ - k) / (k + 1) * odds_; }

  double n_, odds_, count_;
  Side side_;
  double here_, probability_;  // P(B = count), and what is summed
};

}  // namespace cellcast::sim
