#pragma once

#include "sim/claims/ledger.hpp"
#include "sim/engine/counts/tally.hpp"

namespace cellcast::sim {

/// The plan's claims, with what the deterministic run and the trials say of those that are figures of an output: its value there, where
/// in the distribution the figure lies, and a conflict where the output is sure to be another or no trial reaches the figure.
Ledger compare_claims(const Plan& plan, const Counted& counted, const Tally& tally, Isa isa);

}  // namespace cellcast::sim
