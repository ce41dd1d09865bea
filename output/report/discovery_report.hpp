#pragma once

#include <string>

#include "output/report/probability_report.hpp"
#include "sim/discover/discover.hpp"

namespace cellcast::output {

/// In which futures a condition holds.
struct Discovered {
  Asked asked;
  std::string condition;
  sim::Discovery found;
};

/// Boxes with their limits, and a table of the way to each, for a terminal (UTF-8).
std::string discovery_text(const Discovered& answer);
/// All that is known as one JSON object with "schema": "cellcast-discover-1".
std::string discovery_json(const Discovered& answer);

}  // namespace cellcast::output
