#pragma once

#include <algorithm>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <limits>

namespace cellcast::tests {

using Quad = boost::multiprecision::cpp_bin_float_quad;  // 113 bits

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The unit of the last place of the exact value, as a double has it.
inline double ulp_of(double exact) {
  const double size = std::fabs(exact);
  return std::max(std::nextafter(size, kInfinity) - size, 0x1p-1074);
}

/// |y - exact| in such units.
inline double ulps(double y, const Quad& exact) { return static_cast<double>(abs(Quad(y) - exact) / ulp_of(static_cast<double>(exact))); }
inline double ulps(double y, long double exact) { return static_cast<double>(std::fabs((y - exact) / ulp_of(static_cast<double>(exact)))); }

}  // namespace cellcast::tests
