#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "output/report/probability_report.hpp"
#include "study/trace.hpp"

namespace cellcast::study {

/// How likely conditions are.
struct ProbabilityQuestion {
  std::vector<std::string> conditions;  ///< expressions without dimensions
  std::optional<std::string> given{};   ///< likewise: only trials count in which this holds
  bool is_updated = false;              ///< trials weigh as the scenario's observations say
};

/// The probabilities over all trials of a run, with 95 % intervals: docs/methods.md, Probabilities. The same bits on any number of
/// threads, in memory that does not depend on the trials. Throws base::Error of the kind `usage` with the place where a condition is none;
/// of the kind `data` where the given one never holds, a value is not finite, or too few trials agree with the observations;
/// sim::Stopped.
output::Probabilities probability(const Source& source, const ProbabilityQuestion& question, const Machine& machine, const Watch& watch);

/// The same of paired trials, for each scenario of a batch but the first: conditions may take a `difference` of any expression from that. The
/// first source's dimensions come first. Throws also base::Error of the kind `data` where trials cannot be paired. Precondition: two sources
/// or more, fit to run together; is_updated is false.
std::vector<output::Probabilities> paired_probabilities(std::span<const Source> batch, const ProbabilityQuestion& question,
                                                        const Machine& machine, const Watch& watch);

}  // namespace cellcast::study
