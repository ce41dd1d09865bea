#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

#include "sim/random/quantile.hpp"

namespace cellcast::sim {

/// The probability that truncation leaves: u goes to p = below + u mass, with 1 - p = above + (1 - u) mass for the upper tail's sake.
/// The default is that of no truncation, where both are exact.
struct Window {
  double below = 0, above = 0;  ///< P(X < min), P(X > max)
  double mass = 1;              ///< P(min <= X <= max)
};

/// The quantile function of a law, truncated and clamped to [min, max] against the rounding of its last step.
template <class Law>
class LawQuantile final : public Quantile {
 public:
  using Quantile::operator();

  LawQuantile(Law law, const Window& window, double min, double max) : law_(std::move(law)), window_(window), min_(min), max_(max) {}

  void operator()(std::span<const double> u, std::span<double> x) const override {
    while (!u.empty()) {
      const std::size_t count = std::min(kBlock, u.size());
      block(u.data(), x.data(), count);
      u = u.subspan(count);
      x = x.subspan(count);
    }
  }

 private:
  static constexpr std::size_t kBlock = 256;

  void block(const double* u, double* x, std::size_t count) const {
    const Window window = window_;
    const double min = min_, max = max_;
    double copy[kBlock];  // x may be the same memory as u; a loop from a local array to x is vector code all the same
    std::copy_n(u, count, copy);
    for (std::size_t i = 0; i < count; ++i) {
      const double y = law_(window.below + copy[i] * window.mass, window.above + (1 - copy[i]) * window.mass);
      const double raised = y < min ? min : y;
      x[i] = raised > max ? max : raised;
    }
  }

  Law law_;
  Window window_;
  double min_, max_;
};

}  // namespace cellcast::sim
