#pragma once

#include <vector>

namespace cellcast::sim {

/// Puts numbers in ascending order, none of them a not-a-number; zeros become +0.
void sort_values(std::vector<double>& values);

}  // namespace cellcast::sim
