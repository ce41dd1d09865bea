#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "output/work/work_folder.hpp"

namespace cellcast::study {

/// What there is of a task of a work folder: the worst of its shards, where it has several.
struct Task {
  output::ShardState::Kind kind = output::ShardState::Kind::done;
  std::uint64_t kept = 0, trials = 0;  ///< trials that are counted and kept, of so many
  std::string what;                    ///< what is wrong, see output::ShardState
};

/// [task]; reads all files of the folder. Throws what WorkFolder::look throws.
std::vector<Task> look_at(const output::WorkFolder& folder);

/// Of the tasks that are of a kind; ascending.
std::vector<std::uint64_t> numbers_of(const std::vector<Task>& tasks, const std::function<bool(output::ShardState::Kind)>& is_wanted);

/// Trials of all tasks.
std::uint64_t kept_trials(const std::vector<Task>& tasks);

}  // namespace cellcast::study
