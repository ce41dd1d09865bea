#pragma once

#include "config/diagnostics/report.hpp"
#include "config/scenario/scenario.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

/// Warns of markets, chemistries, materials and variables of the file itself that nothing uses, which may be misspelt. Those of a file that
/// it extends are left to that one: it may hold them for others, and `unset` may have taken away what used them. `scenario` was read from
/// `root` without an error.
void warn_unused(const Node& root, const Scenario& scenario, Report& report);

}  // namespace cellcast::config
