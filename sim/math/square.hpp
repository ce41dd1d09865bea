#pragma once

namespace cellcast::sim::math {

constexpr double square(double x) { return x * x; }

}  // namespace cellcast::sim::math
