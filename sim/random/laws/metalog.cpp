#include "sim/random/laws/metalog.hpp"

#include <cmath>

#include "sim/math/double_double.hpp"

namespace cellcast::sim {

namespace {

using Real = math::DoubleDouble;

constexpr Real kLn9{0x1.193ea7aad030bp+1, -0x1.a256f99caabebp-53};  // the log odds of p90

/// dM/dp > 0 on (0, 1) exactly where |a3 / a2| is below this, and a2 > 0. For p q dM/dp = a2 + a3 g(p) with the odd function
/// g(p) = p - 1/2 + p q ln(p/q), whose largest value 0.59983932 is where 2 + (q - p) ln(p/q) = 0, at p = 0.91677828.
constexpr double kLargestSkew = 1.66711311920192940;

enum class Bounds { none, low, high, both };

Bounds bounds(double min, double max) {
  if (std::isinf(min)) return std::isinf(max) ? Bounds::none : Bounds::high;
  return std::isinf(max) ? Bounds::low : Bounds::both;
}

/// What the metalog is a law of.
Real transformed(double x, double min, double max) {
  switch (bounds(min, max)) {
    case Bounds::low:
      return math::log(math::two_sum(x, -min));
    case Bounds::high:
      return -math::log(math::two_sum(max, -x));
    case Bounds::both:
      return math::log(math::two_sum(x, -min) / math::two_sum(max, -x));
    case Bounds::none:
      break;
  }
  return x;
}

/// p50 that would make the law symmetric in the transformed variable.
double symmetric_median(const config::Metalog& law, double min, double max) {
  const Real middle = (transformed(law.p10, min, max) + transformed(law.p90, min, max)) / 2;
  const Real e = math::exp(-math::abs(middle));
  switch (bounds(min, max)) {
    case Bounds::low:
      return (min + math::exp(middle)).high;
    case Bounds::high:
      return (max - math::exp(-middle)).high;
    case Bounds::both: {
      const Real distance = math::two_sum(max, -min) * (e / (1 + e));
      return (middle.high < 0 ? min + distance : max - distance).high;
    }
    case Bounds::none:
      break;
  }
  return middle.high;
}

/// Bounds so far out that the logs of what they bound differ by little more than rounding, and spreads that leave the range of doubles.
std::string scale_problem(const config::Metalog& law, double min, double max) {
  constexpr double kFarthest = 1e6;  // spreads; the quantiles' error is 1e-9 spreads there
  const double spread = law.p90 - law.p10;
  const char* remedy = std::isinf(spread) ? " is too large (numbers end near 1.8e308) use a narrower law"
                       : spread < 1e-140  ? " is too small (less than 1e-140) use a constant, or another unit"
                                          : nullptr;
  if (remedy != nullptr) return std::string("p90 - p10 of a metalog") + remedy;
  for (const double bound : {min, max})
    if (std::isfinite(bound) && !(std::fabs(bound - law.p50) <= kFarthest * spread))
      return std::string("metalog has ") + (bound == min ? "min = " : "max = ") + config::text(bound) +
             " (more than a million times p90 - p10 away from p50) leave it out, or move it nearer";
  return {};
}

}  // namespace

Metalog fit(const config::Metalog& law, double min, double max) {
  const Real x10 = transformed(law.p10, min, max), x50 = transformed(law.p50, min, max), x90 = transformed(law.p90, min, max);
  return {x50.high, ((x90 - x10) / (2 * kLn9)).high, ((x90 - 2 * x50 + x10) * 5 / (4 * kLn9)).high};
}

std::string metalog_problem(const config::Metalog& law, double min, double max) {
  using config::text;
  if (!(law.p10 < law.p50 && law.p50 < law.p90))
    return "metalog has p10 = " + text(law.p10) + ", p50 = " + text(law.p50) + ", p90 = " + text(law.p90) +
           " (quantiles increase with their probability) give them in increasing order";
  if (!(min < law.p10))
    return "metalog has min = " + text(min) + " and p10 = " + text(law.p10) +
           " (min is its lower bound, and a tenth of the probability lies between them) lower min below p10, or leave it out";
  if (!(max > law.p90))
    return "metalog has max = " + text(max) + " and p90 = " + text(law.p90) +
           " (max is its upper bound, and a tenth of the probability lies between them) raise max above p90, or leave it out";
  if (std::string problem = scale_problem(law, min, max); !problem.empty()) return problem;
  const Metalog m = fit(law, min, max);
  if (m.a2 > 0 && std::fabs(m.a3) < kLargestSkew * m.a2) return {};
  return "metalog of p10 = " + text(law.p10) + ", p50 = " + text(law.p50) + ", p90 = " + text(law.p90) +
         " is no distribution (so skew that its quantile function would decrease somewhere) move p50 towards " +
         text(symmetric_median(law, min, max)) + ", or change the bounds";
}

}  // namespace cellcast::sim
