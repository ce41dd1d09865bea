#include "cli/terminal/sparse_progress.hpp"

#include <vector>

#include "tests/catch.hpp"

using cellcast::cli::SparseProgress;
using namespace std::chrono_literals;

namespace {

/// The percents told of a run of 1000 trials that takes `whole` in equal steps of a trial.
std::vector<std::uint64_t> told(std::chrono::nanoseconds whole) {
  SparseProgress progress;
  std::vector<std::uint64_t> percents;
  for (std::uint64_t done = 1; done <= 1000; ++done)
    if (progress.is_due(done, 1000, whole * done / 1000)) percents.push_back(done / 10);
  return percents;
}

}  // namespace

TEST_CASE("a run of less than ten seconds tells nothing of its progress") {
  CHECK(told(0s).empty());
  CHECK(told(9999ms).empty());
}

TEST_CASE("a longer run tells each tenth that it reaches after ten seconds") {
  CHECK(told(10s) == std::vector<std::uint64_t>{100});
  CHECK(told(24s) == std::vector<std::uint64_t>{50, 60, 70, 80, 90, 100});
  CHECK(told(99s) == std::vector<std::uint64_t>{20, 30, 40, 50, 60, 70, 80, 90, 100});
  CHECK(told(2h) == std::vector<std::uint64_t>{10, 20, 30, 40, 50, 60, 70, 80, 90, 100});
}

TEST_CASE("progress in large steps is told once a step") {
  SparseProgress progress;
  CHECK(progress.is_due(45, 100, 20s));
  CHECK_FALSE(progress.is_due(49, 100, 21s));
  CHECK(progress.is_due(100, 100, 40s));
  CHECK_FALSE(progress.is_due(100, 100, 41s));
}
