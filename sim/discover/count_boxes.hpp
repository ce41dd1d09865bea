#pragma once

#include <span>
#include <vector>

#include "sim/discover/cases.hpp"
#include "sim/discover/box.hpp"
#include "sim/questions/factors.hpp"
#include "sim/stats/infer/proportion.hpp"

namespace cellcast::sim {

/// What all trials say of a box.
struct CountedBox {
  EventCounts coverage, density, mass;
  std::vector<std::uint64_t> outside;  ///< [limit], trials below a lower limit; or not above an upper one
};

/// Of boxes, each without the trials of those before it. Throws Stopped.
std::vector<CountedBox> count_boxes(const Plan& plan, std::span<const DrawnFactor> factors, std::span<const Box> boxes, const Cases& cases,
                                    const RunOptions& options);

}  // namespace cellcast::sim
