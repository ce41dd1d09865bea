#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.hpp"
#include "config/scenario/scenario.hpp"
#include "output/result/provenance.hpp"
#include "sim/sweep/shards.hpp"

namespace cellcast::output {

/// What is run in a work folder: the same for everybody who works in it.
struct WorkPlan {
  std::string name;                ///< of the scenario or sweep
  Provenance provenance;           ///< with the trials of the last stage
  std::string sweep{};             ///< the sweep's text; empty for a run
  std::uint64_t points = 1;        ///< of the sweep
  bool default_drivers = true;     ///< sensitivity.trials is as many as the trials make it
  std::vector<sim::Stage> stages;  ///< at least one
  base::Digest identity{};               ///< of what is counted

  std::uint64_t trials() const { return stages.back().end; }
  std::uint64_t tasks() const;
};

/// Whether trials that are counted already stay what they are when there are more. If not, why: "a Latin hypercube ...".
std::string why_not_growing(const config::Scenario& scenario);

/// What the shards of one run share and those of other runs do not: all that decides what a trial is and how it is counted. A run
/// keeps it when it grows. `sweep` is the text of the sweep that it is the base of.
base::Digest identity_of(const config::Scenario& scenario, const std::string& sweep = {});

std::string packed(const WorkPlan& plan);
/// Throws sim::Malformed.
WorkPlan unpacked_plan(std::string_view bytes);

}  // namespace cellcast::output
