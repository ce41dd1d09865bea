#pragma once

#include <string>
#include <vector>

#include "config/load/overrides.hpp"
#include "config/sweep/sweep.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::sim {

/// The points of a sweep, laid out.
struct SweepPoints {
  std::vector<std::vector<config::Node>> values;  ///< [point][axis]
  std::size_t base = 0;                           ///< that differences are from; as many as there are points: none

  std::size_t size() const { return values.size(); }
};

/// Loads and checks a sweep file. Throws config::ScenarioError with everything that is wrong, sorted, and config::InputError.
config::Sweep load_checked_sweep(const std::string& path);
/// The same for a text that is no file.
config::Sweep load_checked_sweep(const config::Source& text);

/// Precondition: the sweep is checked.
SweepPoints lay_out(const config::Sweep& sweep);

/// The scenario that a sweep starts from, with the sweep's settings; `path` is the sweep's. Overrides win over both. Without what a
/// sweep does not use, which need not fit its settings: stopping rule, samples, sensitivities, claims, observations. Throws as load_checked
/// does.
config::Scenario sweep_base(const std::string& path, const config::Sweep& sweep, config::Overrides overrides);
/// A point made ready to run. The inputs of the base have the same dimensions of the design at all points, so the same uniforms; others,
/// which a point has besides, follow.
Plan compile_point(const config::Scenario& base, const config::Scenario& point);

}  // namespace cellcast::sim
