#pragma once

#include <vector>

#include "config/actuals/actuals.hpp"

namespace cellcast::sim {

/// Adds an error for each row whose variable does not exist, or whose index no scenario can have: another number of labels than the
/// variable's, or an empty one. Labels that only some scenarios have are for these to find.
void check_actuals(const config::Actuals& actuals, std::vector<config::Diagnostic>& out);

}  // namespace cellcast::sim
