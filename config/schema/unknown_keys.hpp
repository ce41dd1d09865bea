#pragma once

#include <span>
#include <string>

#include "config/diagnostics/report.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

/// Reports a key that `table` (its path; empty: the root) does not know, with the known key it was probably meant to be, which then is not
/// reported as missing, or else with all that the table knows and the remedy, if any. Gives the key that was meant, or nothing.
std::string report_unknown_key(const Node& key, const std::string& table, std::span<const std::string> known, const std::string& remedy,
                               Report& report);

/// Reports every key that the table of keys does not have, names that are not valid, and values where a table should be.
void report_unknown_keys(const Node& root, Report& report);

}  // namespace cellcast::config
