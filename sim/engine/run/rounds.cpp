#include "sim/engine/run/rounds.hpp"

#include <algorithm>
#include <chrono>

#include "sim/engine/trials/chunk.hpp"

namespace cellcast::sim {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

double seconds_since(Clock::time_point start) { return Seconds(Clock::now() - start).count(); }

/// Trials of the next round, so that it takes about a quarter of a second: short enough to stop in, long enough to keep threads busy.
class RoundSize {
 public:
  std::uint64_t trials() const { return trials_; }
  void adapt(double seconds) {
    if (seconds < 0.15 && trials_ < (std::uint64_t{1} << 24)) trials_ *= 2;
    if (seconds > 0.4 && trials_ > kChunk) trials_ /= 2;
  }

 private:
  std::uint64_t trials_ = 4 * kChunk;
};

/// When to keep what there is: soon at first, as whatever ends the process may come soon; then every half minute, and never so often that
/// it takes more than a twentieth of the time.
class KeepingTimes {
 public:
  bool is_time() const { return seconds_since(last_) >= interval_; }
  void kept(double cost) {
    interval_ = std::max(std::min(2 * interval_, 30.0), 20 * cost);
    last_ = Clock::now();
  }

 private:
  Clock::time_point last_ = Clock::now();
  double interval_ = 0.5;
};

}  // namespace

void run_in_rounds(PartialRun& run, std::uint64_t begin, std::uint64_t end, const RoundOptions& options) {
  RoundSize size;
  KeepingTimes times;
  for (std::uint64_t done = begin; done < end;) {
    const std::uint64_t next = std::min(end, done + size.trials());
    const Clock::time_point start = Clock::now();
    run.run(done, next);
    size.adapt(seconds_since(start));
    done = next;
    if (options.progress) options.progress(done);
    if (done == end) break;
    const bool is_told = options.stop && options.stop->load(std::memory_order_relaxed);
    if (is_told || times.is_time()) {
      const Clock::time_point before = Clock::now();
      options.keep(done);
      times.kept(seconds_since(before));
    }
    if (is_told) throw Stopped();
  }
  options.keep(end);
}

}  // namespace cellcast::sim
