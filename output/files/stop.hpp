#pragma once

#include <atomic>

#include "sim/engine/run/run.hpp"

namespace cellcast::output {

/// Throws sim::Stopped where the flag of sim::RunOptions::stop is set; null: nobody sets one.
inline void stop_if_told(const std::atomic<bool>* stop) {
  if (stop != nullptr && stop->load(std::memory_order_relaxed)) throw sim::Stopped();
}

}  // namespace cellcast::output
