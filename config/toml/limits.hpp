#pragma once

#include "config/diagnostics/report.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

/// Reports tables with more entries than a scenario may have, 100 segments say: markets times segments must stay readable in no time.
/// Where there is one, nothing else should be read.
void check_limits(const Node& root, Report& report);

}  // namespace cellcast::config
