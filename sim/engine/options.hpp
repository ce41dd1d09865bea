#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "sim/engine/isa.hpp"

namespace cellcast::sim {

struct Plan;
struct Results;

/// The first scenario of a batch, and what it came to: what a later one is compared with.
struct Base {
  const Plan* plan;
  const Results* results;
};

/// How a run is done: of what it finds nothing depends on this but the differences from the base.
struct RunOptions {
  int threads = 0;                                     ///< 0: as many as the machine has
  std::function<void(std::uint64_t done)> progress{};  ///< called now and then, from any thread
  const std::atomic<bool>* stop = nullptr;             ///< ends the run with Stopped when set
  std::optional<Base> base{};                          ///< also counts the differences from it; why_unpaired must have found no reason not to
  Isa isa = best_isa();                                ///< of whose kernel the run makes use; it must be available
};

/// The run was told to stop.
class Stopped : public base::Error {
 public:
  Stopped() : base::Error(Kind::stopped, "stopped; nothing was written") {}
};

/// Throws Stopped where the run was told to stop.
void stop_if_told(const RunOptions& options);

/// Some trial has an output that is not finite; what() names variable, index, year, trial and how many there are.
class NotFinite : public base::Error {
 public:
  explicit NotFinite(const std::string& what, base::Remedy remedy = {}) : base::Error(Kind::data, what, std::move(remedy)) {}
};

}  // namespace cellcast::sim
