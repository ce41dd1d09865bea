#include "sim/math/root.hpp"

#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>
#include <utility>

namespace cellcast::sim::math {
namespace {

/// Never reached: the algorithm halves a bracket at least every third step.
constexpr std::uintmax_t kMostSteps = 1000;

}  // namespace

Bracket narrow(base::FunctionRef<double(double)> function, const Bracket& bracket, double width) {
  if (bracket.at_low == 0) return {bracket.low, bracket.low, 0, 0};
  if (bracket.at_high == 0) return {bracket.high, bracket.high, 0, 0};
  Bracket best = bracket;
  const auto keep = [&](double place) {
    const double value = function(place);
    const bool is_like_low = (value > 0) == (best.at_low > 0);
    if (value == 0) {
      best = {place, place, 0, 0};
    } else if (best.at_low != 0 && is_like_low) {
      best.low = place, best.at_low = value;
    } else if (best.at_low != 0) {
      best.high = place, best.at_high = value;
    }
    return value;
  };
  const auto is_narrow = [&](double low, double high) { return high - low <= width || std::nextafter(low, high) >= high; };
  std::uintmax_t steps = kMostSteps;
  boost::math::tools::toms748_solve(keep, bracket.low, bracket.high, bracket.at_low, bracket.at_high, is_narrow, steps);
  return best;
}

}  // namespace cellcast::sim::math
