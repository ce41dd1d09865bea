#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/diagnostics/report.hpp"
#include "config/toml/tree.hpp"

namespace cellcast::config {

/// The tree of a TOML text; whatever is wrong with it goes to the report. Lines that do not parse are left out (and the report told that
/// it sees a part), so that the rest of the file can be checked too.
Node parse(const Source& source, std::uint32_t source_index, Report& report);

}  // namespace cellcast::config
