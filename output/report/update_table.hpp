#pragma once

#include "output/report/table.hpp"

namespace cellcast::output {

/// The distributions as the observations have them: the table of a run; each observation beside what trials say of it before and after;
/// and the inputs that move most, which is what one would have to believe. Precondition: the results have an update. Throws
/// SelectionError.
std::string update_table(const sim::Results& results, const RunLabel& label, const Selection& selection = {});

/// The same as one JSON object with "schema": "cellcast-update-1". Throws SelectionError.
std::string update_json(const sim::Results& results, const RunLabel& label, const Selection& selection = {});

}  // namespace cellcast::output
