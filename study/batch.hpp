#pragma once

#include <span>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/engine/trials/kernel.hpp"
#include "sim/results/results.hpp"

namespace cellcast::cli {

/// Runs the scenarios of a batch, one after the other, with the differences of each later one from the first; what cannot be paired is
/// said on standard error. Throws BadScenarios where they make no batch, sim::Stopped on a signal, and what sim::run throws.
std::vector<sim::Results> simulate_batch(std::span<const config::Scenario> scenarios, sim::Isa isa, int threads);

}  // namespace cellcast::cli
