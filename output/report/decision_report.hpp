#pragma once

#include <string>
#include <vector>

#include "output/report/probability_report.hpp"
#include "sim/decide/decide.hpp"

namespace cellcast::output {

/// Which scenario to choose.
struct Decided {
  Asked asked;  ///< of the first scenario
  std::vector<std::string> options;  ///< names of the scenarios
  std::string payoff;
  sim::Preference preference;
  sim::Decision found;
};

/// A table of the options, the one to choose, and what it is worth to know more, for a terminal (UTF-8).
std::string decision_text(const Decided& answer);
/// All that is known as one JSON object with "schema": "cellcast-decide-1".
std::string decision_json(const Decided& answer);

}  // namespace cellcast::output
