#pragma once

#include <optional>
#include <string_view>

#include "config/diagnostics/report.hpp"
#include "config/sweep/sweep.hpp"

namespace cellcast::config {

/// Whether a text may name a key: names joined by dots.
bool is_key(std::string_view text);
/// Of a table whose keys decide what results are of; all points have them in common.
bool is_fixed(std::string_view key);

// Parts of a sweep file. What is wrong goes to the report.

/// Reports keys of a table that are not known. `path` is the table's, empty at the top.
void refuse_unknown(const Node& table, const std::vector<std::string>& known, const std::string& path, Report& report);
/// A whole number in [least, most]; `least` after a complaint.
std::uint64_t whole_number(const Node& node, const std::string& path, std::uint64_t least, std::uint64_t most, Report& report);

/// [axes.NAME]: what they set and, where the design is known, the values it takes; of a list none. Counts the points of a grid.
void read_axes(const Node& root, std::optional<SweepDesign> design, Sweep& sweep, Report& report);
/// Reports that there are more than kMostPoints.
void too_many_points(Place place, Report& report);
/// How many points there are but in a grid, and what [[points]] lists. Axes have been read.
void read_points(const Node& root, Sweep& sweep, Report& report);
/// [base]. Points have been read.
void read_base(const Node& root, Sweep& sweep, Report& report);

}  // namespace cellcast::config
