#pragma once

#include "sim/engine/counts/samples.hpp"
#include "sim/engine/counts/tally.hpp"
#include "sim/results/results.hpp"

namespace cellcast::sim {

/// Throws NotFinite where an output that was counted is not finite in some trial.
void require_finite(const Plan& plan, const Counted& counted, const Tally& tally, Isa isa);

/// The statistics of a finished run of so many trials. Throws NotFinite where a value is not finite.
Results summarize(const Plan& plan, const Counted& counted, const Tally& tally, const Samples& samples, std::uint64_t trials,
                  Isa isa);

}  // namespace cellcast::sim
