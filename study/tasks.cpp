#include "study/tasks.hpp"

namespace cellcast::study {
namespace {

using ShardKind = output::ShardState::Kind;

/// In the order in which a task is told of when its shards differ.
int weight(ShardKind kind) {
  switch (kind) {
    case ShardKind::damaged:
      return 5;
    case ShardKind::unreadable:
      return 4;
    case ShardKind::failed:
      return 3;
    case ShardKind::begun:
      return 2;
    case ShardKind::missing:
      return 1;
    default:
      return 0;
  }
}

}  // namespace

std::vector<Task> look_at(const output::WorkFolder& folder) {
  std::vector<Task> tasks(folder.plan().tasks());
  std::vector<bool> is_begun(tasks.size());
  for (const sim::Shard& shard : folder.shards()) {
    const output::ShardState state = folder.look(shard);
    Task& task = tasks[shard.task];
    if (weight(state.kind) > weight(task.kind)) {
      task.kind = state.kind;
      task.what = state.what;
    }
    task.kept += state.trials;
    task.trials += shard.end - shard.first;
  }
  for (Task& task : tasks)
    if (task.kind == ShardKind::missing && task.kept > 0) task.kind = ShardKind::begun;
  return tasks;
}

std::vector<std::uint64_t> numbers_of(const std::vector<Task>& tasks, const std::function<bool(output::ShardState::Kind)>& is_wanted) {
  std::vector<std::uint64_t> numbers;
  for (std::uint64_t k = 0; k < tasks.size(); ++k)
    if (is_wanted(tasks[k].kind)) numbers.push_back(k);
  return numbers;
}

std::uint64_t kept_trials(const std::vector<Task>& tasks) {
  std::uint64_t kept = 0;
  for (const Task& task : tasks) kept += task.kept;
  return kept;
}

}  // namespace cellcast::study
