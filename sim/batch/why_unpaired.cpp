#include "sim/batch/why_unpaired.hpp"

namespace cellcast::sim {

std::optional<std::string> why_unpaired(const config::Scenario& base, const config::Scenario& later) {
  const config::Sampling &a = base.sampling, &b = later.sampling;
  if (a.stop || b.stop) return "a stopping rule decides on the trials of one";
  if (a.seed != b.seed) return "their seeds differ";
  if (a.method != b.method) return "their sampling methods differ";
  if (a.trials != b.trials) return "their trials differ";
  if (!config::traits(a.method).is_independent && a.replicates != b.replicates) return "their replicates differ";
  return std::nullopt;
}

}  // namespace cellcast::sim
