#pragma once

#include <cstdint>

namespace cellcast::sim {

/// Standard errors that reach from the mean to the end of its 95 % confidence interval: Student's t with one degree of freedom less than
/// there are replicates, or trials where these are independent.
double confidence_factor(std::uint32_t replicates, std::uint64_t trials);

}  // namespace cellcast::sim
