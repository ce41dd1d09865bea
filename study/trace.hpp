#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/load/load.hpp"
#include "output/report/trace_report.hpp"
#include "sim/engine/options.hpp"
#include "sim/results/results.hpp"
#include "study/machine.hpp"
#include "study/watch.hpp"

namespace cellcast::study {

/// What is traced: a scenario, and how a run of it draws.
struct Source {
  config::Scenario scenario;
  std::vector<std::string> dimensions;
  std::optional<std::uint64_t> trials;            ///< where a run has told how many a stopping rule leaves
  std::optional<sim::Sensitivity> sensitivity{};  ///< where a run has told what drives its outputs
};

/// Whether these make another run of a scenario that was run.
bool is_changed(const config::Overrides& overrides);

/// That of a scenario.
Source source_of(config::Scenario scenario);
/// That of a run of it. Throws output::ReadError, whose text begins with `file`, where the results are of another.
Source source_of(const std::string& file, config::Scenario scenario, const sim::Results& results);
/// That of a scenario file, or of a result file, whose scenario it is. Throws what loading and reading throw.
Source load_source(const std::string& file, const config::Overrides& overrides, const Watch& watch);

/// The trials of a run: with a stopping rule those after which it ends, which takes a run to know. Throws sim::Stopped.
std::uint64_t trials_of_run(const Source& source, const sim::RunOptions& options);

/// A trial, from its inputs to its outputs.
struct Trace {
  std::unique_ptr<const sim::Plan> plan;
  output::TraceSubject subject;  ///< refers to the plan
};

/// The trial of a number, or the one whose value is a quantile of an output. Throws NoSuchTrial, sim::Stopped, and what sim::find_trial
/// throws.
Trace trace(const Source& source, const std::variant<std::uint64_t, sim::QuantileAddress>& which, const Machine& machine,
            const Watch& watch);

}  // namespace cellcast::study
