#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

#include "base/error.hpp"
#include "sim/plan/plan.hpp"
#include "sim/results/results.hpp"

namespace cellcast::sim {

/// The first scenario of a batch, and what it came to: what a later one is compared with.
struct Base {
  const Plan* plan;
  const Results* results;
};

struct RunOptions {
  int threads = 0;                                     ///< 0: as many as the machine has
  std::function<void(std::uint64_t done)> progress{};  ///< called now and then, from any thread
  const std::atomic<bool>* stop = nullptr;             ///< ends the run with Stopped when set
  std::optional<Base> base{};                          ///< also counts the differences from it; its scenario must be one that may_pair
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
  explicit NotFinite(const std::string& what) : base::Error(Kind::data, what) {}
};

/// Runs all trials. The results depend on the plan alone: neither on threads nor on the order in which they work.
Results run(const Plan& plan, const RunOptions& options = {});

/// The deterministic run: one value for each row of plan.layout, every input at its median, every shock at zero.
std::vector<double> central(const Plan& plan);

}  // namespace cellcast::sim
