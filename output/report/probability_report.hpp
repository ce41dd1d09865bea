#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/stats/infer/proportion.hpp"

namespace cellcast::output {

/// Which trials an answer is of.
struct Asked {
  std::string name, title, method;  ///< of the scenario
  std::uint64_t seed = 0, trials = 0;
};

struct Probability {
  std::string condition;
  sim::Proportion found;
  std::uint64_t count = 0;  ///< trials in which it holds, and what is given; 0 where trials weigh differently
};

/// How likely conditions are.
struct Probabilities {
  Asked asked;
  std::string base{};                  ///< the scenario that differences are from; empty: none
  std::optional<std::string> given{};  ///< only trials count in which this holds
  std::uint64_t given_trials = 0;      ///< how many these are, where trials weigh the same
  bool is_updated = false;             ///< trials weigh as the observations say
  std::vector<Probability> conditions{};
};

/// Name, title, trials, method and seed, and a blank line.
std::string heading(const Asked& asked);

/// The same as the first members of a JSON object of this schema, which is left open.
std::string json_heading(const std::string& schema, const Asked& asked);

/// A line for each condition, for a terminal (UTF-8).
std::string probability_text(const Probabilities& answer);
/// The same as one JSON object with "schema": "cellcast-probability-1"; without what stands around it in a list.
std::string probability_json(const Probabilities& answer);

}  // namespace cellcast::output
