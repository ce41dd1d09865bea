#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "sim/engine/run/partial_run.hpp"

namespace cellcast::sim {

/// How long trials are counted before somebody asks how far they are.
struct RoundOptions {
  std::function<void(std::uint64_t done)> keep;  ///< keeps what the trials before `done` came to
  std::function<void(std::uint64_t done)> progress{};
  const std::atomic<bool>* stop = nullptr;  ///< ends the rounds when set
};

/// Counts the trials begin ... end - 1 in rounds of a fraction of a second. What they came to is kept at the end, now and then before, so
/// that little is lost and little time is spent on it, and when told to stop, which throws Stopped then. When it is kept changes no result.
/// The run's own options must not stop it.
void run_in_rounds(PartialRun& run, std::uint64_t begin, std::uint64_t end, const RoundOptions& options);

}  // namespace cellcast::sim
