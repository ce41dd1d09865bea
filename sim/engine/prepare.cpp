#include "sim/engine/prepare.hpp"

#include "sim/engine/parallel.hpp"

namespace cellcast::sim {

void prepare(const Plan& plan, int threads) {
  on_threads(threads, [&] { parallel_for(plan.inputs.size(), [&](std::uint64_t k) { plan.inputs[k].quantile->prepare(); }); });
}

}  // namespace cellcast::sim
