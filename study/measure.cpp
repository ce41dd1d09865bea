#include "study/measure.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace cellcast::study {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

}  // namespace

Measured measure(Job& job, std::uint64_t trials_of_shard) {
  constexpr std::uint64_t kFew = 2048, kMost = std::uint64_t{1} << 17;
  constexpr double kSeconds = 1;
  Measured result;
  Clock::time_point start = Clock::now();
  PointRun point(job, 0, 1);
  sim::PartialRun& run = point.run();
  result.start = seconds_since(start);
  start = Clock::now();
  std::uint64_t done = 0;
  for (const std::uint64_t limit = std::min({kMost, trials_of_shard, job.trials()}); done < limit && seconds_since(start) < kSeconds;) {
    const std::uint64_t next = std::min(limit, done + kFew);
    run.run(done, next);
    done = next;
  }
  result.trial = seconds_since(start) / static_cast<double>(done);
  // The number of bins that are not empty grows slower than the root of the trials.
  result.shard_bytes =
      static_cast<double>(run.save().size()) * std::max(1.0, std::sqrt(static_cast<double>(trials_of_shard) / static_cast<double>(done)));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  result.memory = static_cast<double>(usage.ru_maxrss) * 1024;
  return result;
}

/// A merge reads all shards, and computes again the trials that are kept and those that drivers are found in.
std::uint64_t merge_minutes(const config::Scenario& scenario, std::uint64_t points, const Measured& measured, double bytes) {
  constexpr double kSecondsOfByte = 1e-8;
  const auto again = static_cast<double>((scenario.outputs.samples + scenario.sensitivity.trials) * points);
  return static_cast<std::uint64_t>(std::ceil(5 + 3 * (measured.trial * again + kSecondsOfByte * bytes) / 60));
}

}  // namespace cellcast::study
