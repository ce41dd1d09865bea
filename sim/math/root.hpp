#pragma once

#include "base/function_ref.hpp"

namespace cellcast::sim::math {

/// Two places between which a function changes its sign, and its values there.
struct Bracket {
  double low, high;  ///< low <= high; equal where the function is 0 there
  double at_low, at_high;

  double middle() const { return low + (high - low) / 2; }
};

/// Narrows a bracket to a width, or to a place where the function is 0: TOMS algorithm 748 (Alefeld, Potra & Shi 1995, ACM TOMS 21(3)).
/// The function may jump; of several roots one is found. Precondition: its values at the ends have different signs, or one is 0; all of
/// its values are finite; width > 0.
Bracket narrow(base::FunctionRef<double(double)> function, const Bracket& bracket, double width);

}  // namespace cellcast::sim::math
