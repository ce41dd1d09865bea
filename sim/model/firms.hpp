#pragma once

namespace cellcast::sim {

/// So many firms of a market are followed; more make no difference to its concentration.
inline constexpr double kMostFirms = 1000;

}  // namespace cellcast::sim
