#pragma once

#include <span>
#include <string>

#include "config/scenario.hpp"
#include "sim/engine/run.hpp"

namespace cellcast::sim {

/// Fills in `difference.changes`: what each change alone does to the medians of the base's outputs. The base is run again with one change
/// after the other, and the later scenario, over the leading trials of both under the same draws. Changes that move no median are left
/// out; what a change does only together with others, and changes that the base cannot take alone, are the rest. `dimensions` are the
/// batch's. Throws as run does.
void attribute(Difference& difference, const config::Scenario& base, const config::Scenario& later, std::span<const std::string> dimensions,
               const RunOptions& options);

/// At most so many trials of each, and so many changes; further ones are in the rest.
inline constexpr std::uint64_t kAttributionTrials = 32768;
inline constexpr std::size_t kAttributedChanges = 24;

}  // namespace cellcast::sim
