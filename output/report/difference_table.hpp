#pragma once

#include <string>

#include "output/report/selection.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// How a scenario differs from its base, in aligned columns for a terminal: whether the two are paired, the difference of each selected
/// cell (P5, P50, P95, the probability that it is above zero, how much less pairing lets it vary), and what the median's shift comes from.
/// `results` are those of the scenario called `name`. Precondition: it has a difference. Throws SelectionError.
std::string difference_table(const sim::Results& results, const std::string& name, const Selection& selection = {});

/// The same with everything known of each cell, as one JSON object. Throws SelectionError.
std::string difference_json(const sim::Results& results, const std::string& name, const Selection& selection = {});

}  // namespace cellcast::output
