#include "sim/engine/options.hpp"

namespace cellcast::sim {

void stop_if_told(const RunOptions& options) {
  if (options.stop && options.stop->load(std::memory_order_relaxed)) throw Stopped();
}

}  // namespace cellcast::sim
