#pragma once

#include <optional>
#include <vector>

#include "config/scenario/claims.hpp"

namespace cellcast::sim {

/// What a figure should be, and between which bounds by the tolerances of what it is computed from.
struct Expected {
  double value = 0, low = 0, high = 0;
};

/// What a claim should be by one of its identities, in the claim's unit.
Expected expected(const std::vector<config::Claim>& claims, const config::Claim& claim, const config::Identity& identity);

/// How far a value is from what is expected.
struct Gap {
  double difference = 0;      ///< value less expected
  double explained = 0;       ///< what the tolerances of both may make of it at most
  bool is_explained = false;  ///< whether that is enough
};

/// Nothing where the value lies within `tolerance` of what is expected: rounded to its digits, one is the other.
std::optional<Gap> gap(double value, double tolerance, const Expected& expected);

}  // namespace cellcast::sim
