#pragma once

#include <optional>

#include "base/function_ref.hpp"
#include "sim/questions/target.hpp"

namespace cellcast::sim {

/// Which places there are between the two ends.
enum class Places { all, whole_numbers };

/// Where a target is met, and between which places it lies inside the statistic's own 95 % interval: empty where that reaches the end.
struct Root {
  double place;
  std::optional<double> low, high;
};

struct RootSearch {
  Gaps at_from, at_to;
  std::optional<Root> root;  ///< empty where both ends lie on one side of the target
};

/// Searches between two different ends. A bracket of the root is narrowed to 1e-6 of the way from end to end, and its middle is the answer;
/// among whole numbers it is that of two neighbours which comes nearer. One root where there are several. The same for the ends in
/// any order. What `gaps_at` says of a place is asked once.
RootSearch find_root(base::FunctionRef<Gaps(double place)> gaps_at, double from, double to, Places places);

}  // namespace cellcast::sim
