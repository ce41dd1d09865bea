#pragma once

#include "config/report.hpp"
#include "config/tree.hpp"

namespace cellcast::config {

/// Reports every key that the table of keys does not have, names that are none, and values where a table should be.
void report_unknown_keys(const Node& root, Report& report);

}  // namespace cellcast::config
