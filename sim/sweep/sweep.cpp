#include "sim/sweep/sweep.hpp"

#include <algorithm>
#include <filesystem>

#include "config/load/load.hpp"
#include "config/sweep/load_sweep.hpp"
#include "sim/check/check.hpp"
#include "sim/derived/reserved.hpp"
#include "sim/model/variables.hpp"
#include "sim/plan/dimensions.hpp"
#include "sim/random/design/design.hpp"
#include "sim/random/laws/quantile.hpp"
#include "sim/random/stream/uniform.hpp"

namespace cellcast::sim {
namespace {

using config::Diagnostic;
using config::Node;
using config::SweepDesign;

bool is_same(const Node& a, const Node& b) {
  if (a.is_number() != b.is_number()) return false;
  if (a.is_number()) return a.number() == b.number();
  return a.kind == b.kind && (a.kind == config::Kind::text      ? a.text == b.text
                              : a.kind == config::Kind::boolean ? a.boolean == b.boolean
                                                                : a.date == b.date);
}

/// An axis is a coordinate of the result, beside those of the variables.
bool is_taken(const std::string& name) { return is_in_result_files(name) || find_variable(name).has_value(); }

std::vector<std::vector<Node>> grid(const config::Sweep& sweep) {
  std::vector<std::vector<Node>> points;
  for (std::uint64_t point = 0; point < sweep.points; ++point) {
    std::vector<Node> values(sweep.axes.size());
    std::uint64_t rest = point;
    for (std::size_t k = sweep.axes.size(); k-- > 0; rest /= sweep.axes[k].values.size())
      values[k] = sweep.axes[k].values[rest % sweep.axes[k].values.size()];
    points.push_back(std::move(values));
  }
  return points;
}

std::vector<std::vector<Node>> side_by_side(const config::Sweep& sweep) {
  std::vector<std::vector<Node>> points(sweep.points);
  for (std::size_t point = 0; point < points.size(); ++point)
    for (const config::SweepAxis& axis : sweep.axes) points[point].push_back(axis.values[point]);
  return points;
}

/// The axes are inputs of a design whose trials are the points.
std::vector<std::vector<Node>> drawn(const config::Sweep& sweep) {
  const config::Method method = sweep.design == SweepDesign::sobol ? config::Method::sobol : config::Method::latin_hypercube;
  std::vector<DesignInput> inputs;
  for (const config::SweepAxis& axis : sweep.axes) inputs.push_back({{sweep.seed, stream_id("axes." + axis.name)}, inputs.size()});
  const Design design(method, sweep.points, 1, inputs);
  QuantileFactory factory;
  std::vector<std::vector<Node>> points(sweep.points, std::vector<Node>(sweep.axes.size()));
  std::vector<double> uniforms(sweep.points);
  for (std::size_t k = 0; k < sweep.axes.size(); ++k) {
    design.uniforms(k, 0, uniforms);
    const auto quantile = factory.make(*sweep.axes[k].distribution);
    for (std::size_t point = 0; point < points.size(); ++point) {
      Node& value = points[point][k];
      value.place = sweep.axes[k].place;
      value.kind = config::Kind::real;
      value.real = quantile->once(uniforms[point]);
    }
  }
  return points;
}

std::vector<std::vector<Node>> values_of(const config::Sweep& sweep) {
  switch (sweep.design) {
    case SweepDesign::grid:
      return grid(sweep);
    case SweepDesign::zip:
    case SweepDesign::list:
      return side_by_side(sweep);
    default:
      return drawn(sweep);
  }
}

bool is_base(const config::Sweep& sweep, const std::vector<Node>& values) {
  return !sweep.base.empty() && std::ranges::equal(sweep.base, values, is_same);
}

/// Those of the scenario that are of variables which the sweep's own choice leaves out: they are no fault of either.
void drop_thresholds(config::Scenario& base) {
  config::Outputs& outputs = base.outputs;
  const std::vector<std::string>& kept = outputs.variables;
  if (kept.empty() || outputs.variable_places.empty()) return;
  std::erase_if(outputs.thresholds, [&](const auto& threshold) {
    const auto place = outputs.threshold_places.find(threshold.first);
    const bool is_here = place == outputs.threshold_places.end() || place->second.source == outputs.variable_places.front().source;
    return !is_here && (find_variable(threshold.first) || is_derived(base, threshold.first)) && std::ranges::find(kept, threshold.first) == kept.end();
  });
}

/// Axes that are called as derived outputs of the scenario.
void refuse_names_of_outputs(const config::Sweep& sweep, const config::Scenario& base) {
  std::vector<Diagnostic> found;
  for (const config::SweepAxis& axis : sweep.axes)
    if (is_derived(base, axis.name))
      found.push_back({axis.place, "axis `" + axis.name + "` has the name of a derived output of the scenario", "", "choose another name"});
  if (!found.empty()) throw config::ScenarioError(std::move(found), {sweep.source});
}

config::Sweep checked(config::LoadedSweep loaded) {
  std::vector<Diagnostic>& all = loaded.diagnostics;
  config::Sweep& sweep = loaded.sweep;
  for (const config::SweepAxis& axis : sweep.axes) {
    if (is_taken(axis.name))
      all.push_back(
          {axis.place, "axis `" + axis.name + "` has the name of a coordinate or variable of the result", "", "choose another name"});
  }
  if (all.empty() && !sweep.base.empty() && lay_out(sweep).base == sweep.points)
    all.push_back(
        {sweep.base_place, "`base` is none of the points", "differences are from one of them", "give each axis one of its values"});
  config::sort(all);
  if (!all.empty()) throw config::ScenarioError(all, {sweep.source});
  return std::move(sweep);
}

}  // namespace

config::Sweep load_checked_sweep(const std::string& path) { return checked(config::load_sweep(path)); }

config::Sweep load_checked_sweep(const config::Source& text) { return checked(config::load_sweep(text)); }

SweepPoints lay_out(const config::Sweep& sweep) {
  SweepPoints points{values_of(sweep), 0};
  while (points.base < points.size() && !is_base(sweep, points.values[points.base])) ++points.base;
  return points;
}

config::Scenario sweep_base(const std::string& path, const config::Sweep& sweep, config::Overrides overrides) {
  overrides.overlays.push_back(config::settings_overlay(sweep));
  config::Scenario loaded = load_checked((std::filesystem::path(path).parent_path() / sweep.scenario).string(), overrides, [](config::Scenario& base) {
    base.sampling.stop.reset();
    base.sensitivity.method = config::SensitivityMethod::none;
    base.sensitivity.variables.clear();
    base.observations.clear();
    base.claims.clear();
    base.outputs.samples = 0;
    base.is_varied = true;
    drop_thresholds(base);
  });
  refuse_names_of_outputs(sweep, loaded);
  return loaded;
}

Plan compile_point(const config::Scenario& base, const config::Scenario& point) {
  return compile(point, dimension_order(std::array{base, point}));
}

}  // namespace cellcast::sim
