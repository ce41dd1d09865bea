#pragma once

#include <limits>

namespace cellcast::config {

/// A closed or open interval of the real line.
struct Interval {
  double low, high;
  bool low_open = false, high_open = false;
};

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Ranges that several keys have.
inline constexpr Interval kAny{-kInfinity, kInfinity, true, true};
inline constexpr Interval kPositive{0, kInfinity, true, true};
inline constexpr Interval kNotNegative{0, kInfinity, false, true};
inline constexpr Interval kUnit{0, 1};
inline constexpr Interval kResponse{0, 100};
inline constexpr Interval kGrowth{-0.9, 10};
inline constexpr Interval kWeight{0, 1e9};
inline constexpr Interval kExchangeRate{0.001, 1e6};

}  // namespace cellcast::config
