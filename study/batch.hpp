#pragma once

#include <span>
#include <vector>

#include "config/scenario/scenario.hpp"
#include "output/result/provenance.hpp"
#include "sim/engine/run/run.hpp"
#include "sim/engine/trials/session.hpp"
#include "study/machine.hpp"
#include "study/watch.hpp"

namespace cellcast::study {

/// Runs all trials of a plan, and tells how far it is.
sim::Results run_watched(const std::string& name, const sim::Plan& plan, sim::RunOptions options, const Watch& watch);

/// Runs the scenarios of a batch, one after the other, with the differences of each later one from the first. Warnings tell
/// which cannot be paired, and whose stopping rule was not met. Throws sim::Stopped, and what sim::run throws.
/// `session` has what earlier runs left, and takes what these leave.
std::vector<sim::Results> simulate_batch(std::span<const config::Scenario> scenarios, const Machine& machine, const Watch& watch,
                                         sim::Session& session);
std::vector<sim::Results> simulate_batch(std::span<const config::Scenario> scenarios, const Machine& machine, const Watch& watch);

/// A scenario that was run, and all that goes into its result file.
struct Finished {
  config::Scenario scenario;  ///< with the trials that were run
  output::Provenance provenance;
  sim::Results results;
};

/// The same, ready to be written.
std::vector<Finished> run_batch(std::vector<config::Scenario> scenarios, const Machine& machine, const Watch& watch, sim::Session& session);
std::vector<Finished> run_batch(std::vector<config::Scenario> scenarios, const Machine& machine, const Watch& watch);

}  // namespace cellcast::study
