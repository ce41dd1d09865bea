#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

#include "cli/terminal/sparse_progress.hpp"

namespace cellcast::cli {

/// How far a run is, on standard error: a line that is redrawn on a terminal, with rate and time to go; else what SparseProgress lets pass.
class Progress {
 public:
  Progress(std::string name, std::uint64_t trials);
  /// Ends the line on a terminal.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// May be called from any thread; cheap when there is nothing to say.
  void operator()(std::uint64_t done);

 private:
  using Clock = std::chrono::steady_clock;

  std::string line(std::uint64_t done) const;

  std::string name_;
  std::uint64_t trials_;
  bool terminal_;
  Clock::time_point start_;
  std::mutex mutex_;  ///< of what follows
  Clock::time_point next_;
  SparseProgress sparse_;
  std::uint64_t most_ = 0;
  bool drawn_ = false;
};

}  // namespace cellcast::cli
