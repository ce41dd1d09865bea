#pragma once

#include <string>

#include "config/scenario/scenario.hpp"
#include "sim/results/results.hpp"

namespace cellcast::study {

/// What of a scenario the page lets one change, as JSON: uncertain numbers by their share of the variance that `results` found, then
/// constants that the file has. Each has its name, its words, unit, meaning, range and kind ("law", "choice", "constant"), and what a
/// control needs to begin with.
std::string input_list(const config::Scenario& scenario, const sim::Results& results);

}  // namespace cellcast::study
