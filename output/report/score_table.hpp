#pragma once

#include <string>
#include <vector>

#include "sim/score/card.hpp"

namespace cellcast::output {

/// What vintages scored, in aligned columns for a terminal (UTF-8): of each its actuals and its means by horizon and by variable; of
/// several, a report card of all at the end.
std::string score_table(const std::vector<sim::Vintage>& vintages);

/// The same with everything known of each, as one JSON object with "schema": "cellcast-score-1"; docs/command-line.md.
std::string score_json(const std::vector<sim::Vintage>& vintages);

}  // namespace cellcast::output
