#pragma once

#include "sim/plan.hpp"

namespace cellcast::sim {

/// Builds what quantile functions would build at their first draw, on so many threads (0: as many as the machine has): a run's first
/// trials, which one thread draws alone, need not wait for it. Results do not depend on it.
void prepare(const Plan& plan, int threads = 0);

}  // namespace cellcast::sim
