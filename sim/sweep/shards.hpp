#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace cellcast::sim {

/// Consecutive trials of one point of a sweep (a run has one point), computed by one task.
struct Shard {
  std::uint64_t point, first, end;  ///< trials first ... end - 1
  std::uint64_t task;
};

/// The trials of all points from the end of the stage before (0 at first) to `end`, divided among so many tasks: a run that grows has
/// several stages.
struct Stage {
  std::uint64_t end, tasks;
};

/// All shards, in the order of tasks, points and trials: for each point they tile the trials 0 ... the last stage's end - 1. A task has
/// whole points where there are as many points as tasks. Tasks are numbered through all stages.
/// Precondition: stages end at ascending trials; no stage has more tasks than trials of all points.
std::vector<Shard> divide(std::uint64_t points, std::span<const Stage> stages);

}  // namespace cellcast::sim
