#pragma once

#include "sim/discover/searched.hpp"
#include "sim/engine/options.hpp"

namespace cellcast::sim {

/// Of the trials.
BoxCounts counts(const Searched& trials, const Box& box);

/// The box with limits moved out, as PRIM's pasting does: of all limits that one by which F1 grows most, so far that a twentieth of the
/// box's trials comes in, those of the last one's value with it, or away where fewer lie beyond; again while F1 grows. Throws Stopped.
Box widened(const Searched& trials, Box box, const RunOptions& options = {});

/// The box without the limits that matter little: of all limits that one goes without which F1 is largest, while it falls by less than
/// 1 % of what it was. Throws Stopped.
Box thinned(const Searched& trials, Box box, const RunOptions& options = {});

}  // namespace cellcast::sim
