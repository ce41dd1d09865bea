#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/load/load.hpp"
#include "sim/score/card.hpp"
#include "study/machine.hpp"
#include "study/watch.hpp"

namespace cellcast::study {

/// What is to be scored, and by what.
struct Scoring {
  std::vector<std::string> subjects;  ///< scenario files, result files, work folders
  std::string actuals;                ///< file; empty: that beside each, see actuals_beside
  config::Overrides overrides;
  bool updated = false;       ///< weigh trials by observations, and score what lies after these
  std::optional<int> until;   ///< the observations are the actuals up to this year; else those of the scenario
  std::vector<std::string> observed{};  ///< variables whose actuals they are; empty: all
};

/// Holds forecasts to what happened: docs/scores.md. Files are read, and what is wrong with any is told, before anything is computed.
/// Warnings tell of labels that are probably misspelt, and of subjects of which nothing can be scored. Throws what loading and sim::run
/// throw, config::ScenarioError of bad actuals, NoSuchOutput, and sim::Stopped.
std::vector<sim::Vintage> score(const Scoring& wanted, const Machine& machine, const Watch& watch);

}  // namespace cellcast::study
