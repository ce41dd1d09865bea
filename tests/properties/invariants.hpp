#pragma once

#include <string>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "sim/results/results.hpp"

namespace cellcast::tests {

/// What contradicts docs/model.md in the kept trials of a run, a line for each of the first finds; empty where all invariants hold.
/// Identities hold to 1e-9 of the larger side. Of variables that the run has not kept, nothing is said.
std::vector<std::string> wrong_in_trials(const config::Scenario& scenario, const sim::Results& results);

/// What contradicts the definitions of statistics in a run's results, and, where all trials are kept, the trials themselves.
std::vector<std::string> wrong_in_statistics(const sim::Results& results);

/// Both.
std::vector<std::string> wrong(const config::Scenario& scenario, const sim::Results& results);

/// Whether two runs have found the same, to the last bit. Where not, the name of what differs.
std::string difference(const sim::Results& first, const sim::Results& second);

}  // namespace cellcast::tests
