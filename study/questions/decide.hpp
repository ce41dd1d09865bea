#pragma once

#include <span>
#include <string>
#include <vector>

#include "output/report/decision_report.hpp"
#include "study/trace.hpp"

namespace cellcast::study {

/// The scenarios of files or results, as options of one decision. All are read before a bad one fails. Throws what loading and reading throw.
std::vector<Source> load_options(const std::vector<std::string>& files, const config::Overrides& overrides, const Watch& watch);

/// Which of two scenarios or more to choose by a payoff, an expression without dimensions, and what it is worth to know more before:
/// docs/methods.md, Decisions. They are run under the same draws, in memory that grows by 8 bytes for each trial and scenario, and some
/// 300 MB at most for the inputs. The same bits on any number of threads. Throws base::Error of the kind `usage` with the place where
/// the payoff is none, or where there is one option; of the kind `data` where the scenarios cannot be paired; config::ScenarioError where their
/// inputs together are too many; sim::NotFinite; sim::Stopped.
output::Decided decide(std::span<const Source> options, const std::string& payoff, const sim::Preference& preference, const Machine& machine,
                       const Watch& watch);

}  // namespace cellcast::study
