#pragma once

#include "study/target_file.hpp"
#include "study/watch.hpp"

namespace cellcast::study {

/// Runs all points of a job one after the other, without a work folder, and writes its file. Throws CannotDivide where the scenario has a
/// stopping rule, sim::Stopped, and what the file throws.
void run_points(Job& job, TargetFile& file, int threads, const Watch& watch);

}  // namespace cellcast::study
