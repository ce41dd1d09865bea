#include "output/work/work_folder.hpp"

#include <filesystem>
#include <fstream>

#include "output/files/read_error.hpp"
#include "output/files/stale_partials.hpp"
#include "output/work/shard_survey.hpp"
#include "tests/catch.hpp"
#include "tests/temporary_folder.hpp"

using namespace cellcast;
using namespace cellcast::output;
using Catch::Matchers::Contains;
using Kind = ShardState::Kind;

namespace {

WorkPlan plan_of(std::uint64_t trials, std::uint64_t tasks, std::uint8_t run = 1) {
  WorkPlan plan{.name = "small", .provenance = {"text", "resolved", ""}, .stages = {{trials, tasks}}};
  plan.identity.fill(run);
  return plan;
}

void write(const std::string& path, const char* text) { std::ofstream(path) << text; }

struct Bench {
  tests::TemporaryFolder place;
  WorkFolder folder{place.file("w"), plan_of(100, 4)};
  const sim::Shard& shard(std::size_t k) const { return folder.shards()[k]; }
  std::string left_by(const char* suffix, std::size_t k) const {
    return std::filesystem::path(folder.shard_path(shard(k))).replace_extension(suffix).string();
  }
};

}  // namespace

TEST_CASE("a work folder knows what there is of each shard", "[output][work]") {
  const Bench bench;
  const WorkFolder& folder = bench.folder;
  CHECK(folder.look(bench.shard(0)).kind == Kind::missing);
  folder.save(bench.shard(0), 10, "half");
  CHECK(folder.look(bench.shard(0)).kind == Kind::begun);
  CHECK(folder.look(bench.shard(0)).trials == 10);
  CHECK(folder.checkpoint(bench.shard(0))->contents == "half");
  folder.note_failure(bench.shard(0), "no memory");
  CHECK(folder.look(bench.shard(0)).kind == Kind::failed);
  CHECK(folder.look(bench.shard(0)).what == "no memory");
  CHECK(folder.look(bench.shard(0)).trials == 10);
  folder.save(bench.shard(0), 25, "whole");
  CHECK(folder.look(bench.shard(0)).kind == Kind::done);
  CHECK(folder.read(bench.shard(0)) == "whole");
  CHECK_FALSE(folder.checkpoint(bench.shard(0)));
  CHECK(std::filesystem::exists(folder.path() + "/plan"));
  bench.place.write("w/" + std::filesystem::path(folder.shard_path(bench.shard(1))).filename().string(), "x");
  CHECK(folder.look(bench.shard(1)).kind == Kind::damaged);
  CHECK_THAT(folder.look(bench.shard(1)).what, Contains("begins otherwise"));
}

TEST_CASE("a checkpoint that cannot be used is none", "[output][work]") {
  const Bench bench;
  bench.folder.save(bench.shard(2), 60, "x");
  std::filesystem::rename(bench.left_by(".checkpoint", 2), bench.left_by(".checkpoint", 1));
  CHECK_FALSE(bench.folder.checkpoint(bench.shard(1)));  // of other trials
  CHECK(bench.folder.look(bench.shard(1)).kind == Kind::missing);
  const WorkFolder other(bench.place.file("v"), plan_of(100, 4, 2));
  other.save(bench.shard(1), 30, "x");
  std::filesystem::rename(bench.place.file("v") + "/" + std::filesystem::path(bench.left_by(".checkpoint", 1)).filename().string(),
                          bench.left_by(".checkpoint", 1));
  CHECK_FALSE(bench.folder.checkpoint(bench.shard(1)));  // of another run
}

TEST_CASE("what is no longer needed of finished shards is removed, and nothing else", "[output][work]") {
  const Bench bench;
  bench.folder.save(bench.shard(0), 25, "whole");
  bench.folder.save(bench.shard(1), 30, "half");
  for (const char* suffix : {".checkpoint", ".error"}) write(bench.left_by(suffix, 0), "x");
  const std::string mine = bench.folder.path() + "/" + partial_name("y.shard", this_writer(), "0123456789abcdef");
  write(mine, "x");
  bench.folder.tidy({bench.shard(0)});
  for (const char* suffix : {".checkpoint", ".error"}) CHECK_FALSE(std::filesystem::exists(bench.left_by(suffix, 0)));
  CHECK(std::filesystem::exists(bench.left_by(".shard", 0)));
  CHECK(std::filesystem::exists(bench.left_by(".checkpoint", 1)));
  CHECK(std::filesystem::exists(mine));  // its writer lives
}

TEST_CASE("a work folder holds one run", "[output][work]") {
  const Bench bench;
  CHECK_NOTHROW(WorkFolder(bench.folder.path(), plan_of(100, 4)));
  CHECK(WorkFolder(bench.folder.path(), plan_of(100, 7)).plan().tasks() == 4);  // the caller judges that
  CHECK_THROWS_WITH(WorkFolder(bench.folder.path(), plan_of(100, 4, 2)), Contains("holds another run"));
  CHECK(WorkFolder(bench.folder.path()).plan().trials() == 100);
  CHECK_THROWS_AS(WorkFolder(bench.place.file("nowhere")), ReadError);
  CHECK_THROWS_WITH(WorkFolder(bench.place.path()), Contains("not a work folder"));
}

TEST_CASE("a survey names gaps, strangers and overlaps", "[output][work]") {
  const Bench bench;
  CHECK_THROWS_WITH(survey(bench.folder).require_none(), Contains("shard 3 is missing (trials 75 to 99)"));
  for (const sim::Shard& shard : bench.folder.shards()) bench.folder.save(shard, shard.end, "x");
  CHECK_NOTHROW(survey(bench.folder).require_none());
  bench.folder.save({0, 30, 80, 0}, 80, "x");
  bench.folder.save({0, 100, 120, 0}, 120, "x");
  CHECK_THROWS_WITH(survey(bench.folder).require_none(), Contains("overlap those of shard 1 (trials 25 to 49)") &&
                                                             Contains("has trials that the run has not (trials 100 to 119)"));
}
