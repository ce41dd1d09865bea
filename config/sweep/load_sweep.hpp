#pragma once

#include <span>
#include <string>
#include <vector>

#include "config/load/overrides.hpp"
#include "config/sweep/sweep.hpp"

namespace cellcast::config {

/// A sweep and everything found wrong with it; complete only while there is no error.
struct LoadedSweep {
  Sweep sweep;
  std::vector<Diagnostic> diagnostics;
};
/// Throws InputError where the file cannot be read.
LoadedSweep load_sweep(const std::string& path);
LoadedSweep load_sweep(Source text);

/// Whether a regular file looks like a sweep: it has a table of axes. Throws InputError where it cannot be read.
bool is_sweep(const std::string& path);

/// The settings of a sweep, to be laid over its base scenario.
Overlay settings_overlay(const Sweep& sweep);
/// The value of an axis, to be laid over the scenario.
Overlay axis_overlay(const Sweep& sweep, std::size_t axis, const Node& value);
/// The values of all axes at a point. values[axis]
Overlay point_overlay(const Sweep& sweep, std::span<const Node> values);

}  // namespace cellcast::config
