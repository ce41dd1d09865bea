#include "sim/sweep/shards.hpp"

#include <algorithm>
#include <map>
#include <random>

#include "tests/catch.hpp"

using namespace cellcast::sim;

namespace {

/// For each point the trials 0 ... end - 1, once each and none twice; tasks in order.
void check_tiles(std::uint64_t points, const std::vector<Stage>& stages) {
  const std::vector<Shard> shards = divide(points, stages);
  std::uint64_t tasks = 0;
  for (const Stage& stage : stages) tasks += stage.tasks;
  std::map<std::uint64_t, std::uint64_t> reached;  // [point]
  std::uint64_t last_task = 0;
  std::vector<bool> has_shards(tasks);
  for (const Shard& shard : shards) {
    INFO("point " << shard.point << " trials " << shard.first << " to " << shard.end << " task " << shard.task);
    REQUIRE(shard.point < points);
    REQUIRE(shard.first < shard.end);
    REQUIRE(shard.first == reached[shard.point]);
    REQUIRE(shard.task >= last_task);
    REQUIRE(shard.task < tasks);
    reached[shard.point] = shard.end;
    last_task = shard.task;
    has_shards[shard.task] = true;
  }
  REQUIRE(reached.size() == points);
  for (const auto& [point, end] : reached) REQUIRE(end == stages.back().end);
  REQUIRE(std::ranges::count(has_shards, false) == 0);
}

}  // namespace

TEST_CASE("shards tile the trials of each point", "[shards]") {
  std::mt19937_64 engine(23);
  for (int repeat = 0; repeat < 2000; ++repeat) {
    const std::uint64_t points = 1 + engine() % (repeat % 3 == 0 ? 1 : 40);
    std::vector<Stage> stages;
    std::uint64_t end = 0;
    for (std::uint64_t k = 0; k <= engine() % 4; ++k) {
      const std::uint64_t trials = 1 + engine() % (std::uint64_t{1} << (1 + engine() % 15));
      end += trials;
      stages.push_back({end, 1 + engine() % std::min<std::uint64_t>(points * trials, 1 + engine() % 300)});
    }
    INFO("repeat " << repeat << " points " << points << " stages " << stages.size());
    check_tiles(points, stages);
  }
}

TEST_CASE("shards of the extremes", "[shards]") {
  check_tiles(1, {{1, 1}});
  check_tiles(7, {{1, 7}});
  check_tiles(1, {{1000, 1000}});
  check_tiles(3, {{5, 15}, {6, 3}});
  check_tiles(1, {{(std::uint64_t{1} << 32), 10000}});
  check_tiles(1 << 20, {{(std::uint64_t{1} << 32), 10}});  // the product of trials and tasks is beyond 64 bits
}

TEST_CASE("shards are nearly of a size, whole points where these suffice, and of whole blocks where they are large", "[shards]") {
  for (const Shard& shard : divide(1, std::vector<Stage>{{1'000'003, 37}})) {
    CHECK(shard.end - shard.first <= 1'000'003 / 37 + 256 + 37);
    CHECK(shard.end - shard.first + 256 + 37 >= 1'000'003 / 37);
    CHECK(shard.first % 256 == 0);
  }
  for (const Shard& shard : divide(10, std::vector<Stage>{{1000, 4}})) {
    CHECK(shard.first == 0);
    CHECK(shard.end == 1000);
  }
  for (const Shard& shard : divide(1, std::vector<Stage>{{100, 7}}))
    CHECK((shard.end - shard.first == 14 || shard.end - shard.first == 15));
}

TEST_CASE("a run that grows keeps the shards that it has", "[shards]") {
  const std::vector<Shard> before = divide(3, std::vector<Stage>{{5000, 8}}), after = divide(3, std::vector<Stage>{{5000, 8}, {9001, 5}});
  REQUIRE(after.size() > before.size());
  for (std::size_t k = 0; k < before.size(); ++k) {
    CHECK(after[k].point == before[k].point);
    CHECK(after[k].first == before[k].first);
    CHECK(after[k].end == before[k].end);
    CHECK(after[k].task == before[k].task);
  }
}
