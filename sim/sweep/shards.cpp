#include "sim/sweep/shards.hpp"

#include <algorithm>

#include "sim/stats/accumulate/wide.hpp"

namespace cellcast::sim {
namespace {

/// Trials that are best kept together: what threads take at a time.
constexpr std::uint64_t kTogether = 256;

/// Where task number `task` of `tasks` begins, counting trials point by point.
std::uint64_t begin_of(std::uint64_t task, std::uint64_t tasks, std::uint64_t points, std::uint64_t trials) {
  const auto share = [&](std::uint64_t whole) { return static_cast<std::uint64_t>(Uint128{whole} * task / tasks); };
  if (tasks <= points) return share(points) * trials;
  const std::uint64_t begin = share(points * trials);
  return points * trials / tasks < 2 * kTogether ? begin : begin / trials * trials + begin % trials / kTogether * kTogether;
}

}  // namespace

std::vector<Shard> divide(std::uint64_t points, std::span<const Stage> stages) {
  std::vector<Shard> shards;
  std::uint64_t before = 0, first_task = 0;
  for (const Stage& stage : stages) {
    const std::uint64_t trials = stage.end - before;
    for (std::uint64_t task = 0; task < stage.tasks; ++task) {
      const std::uint64_t end = begin_of(task + 1, stage.tasks, points, trials);
      for (std::uint64_t at = begin_of(task, stage.tasks, points, trials); at < end;) {
        const std::uint64_t point = at / trials, next = std::min(end, (point + 1) * trials);
        shards.push_back({point, before + at % trials, before + next - point * trials, first_task + task});
        at = next;
      }
    }
    before = stage.end;
    first_task += stage.tasks;
  }
  return shards;
}

}  // namespace cellcast::sim
