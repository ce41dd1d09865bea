#pragma once

#include <chrono>
#include <cstdint>

namespace cellcast::cli {

/// When a line about progress is due where lines stay (a pipe, a file): never in the first ten seconds, then once for each tenth of the
/// trials that is reached.
class SparseProgress {
 public:
  /// To be asked whenever trials are done; `elapsed` is the time since the run began.
  bool is_due(std::uint64_t done, std::uint64_t trials, std::chrono::nanoseconds elapsed) {
    const std::uint64_t tenths = 10 * done / trials;
    if (tenths <= tenths_) return false;
    tenths_ = tenths;  // what is reached in silence is not told later
    return elapsed >= kSilence;
  }

 private:
  static constexpr std::chrono::seconds kSilence{10};

  std::uint64_t tenths_ = 0;
};

}  // namespace cellcast::cli
