#include "sim/sweep/sweep_point.hpp"

#include <algorithm>
#include <set>

#include "config/load/assemble.hpp"
#include "config/scenario/day.hpp"
#include "config/scenario/distribution.hpp"
#include "config/sweep/load_sweep.hpp"
#include "sim/check/check.hpp"

namespace cellcast::sim {
namespace {

using config::Diagnostic;
using config::Node;

std::string shown(const Node& value) {
  if (value.kind == config::Kind::date) return config::date_text(value.date);
  if (value.kind == config::Kind::boolean) return value.boolean ? "true" : "false";
  if (value.kind == config::Kind::integer) return std::to_string(value.integer);
  return value.kind == config::Kind::real ? config::text(value.real) : "\"" + value.text + "\"";
}

/// The base comes first; the sources behind it are overlays from the sweep's file.
bool is_in_base(const Diagnostic& diagnostic) { return diagnostic.place.source == 0; }

bool is_warning(const Diagnostic& diagnostic) { return diagnostic.severity == config::Severity::warning; }

}  // namespace

std::shared_ptr<const config::Document> base_document(const config::Sweep& sweep, const std::string& resolved) {
  return std::make_shared<const config::Document>(config::read_document({sweep.scenario, resolved}));
}

config::Scenario PointLoader::load(const std::vector<Node>& values) {
  config::Overrides overrides;
  overrides.overlays.push_back(config::point_overlay(sweep_, values));
  try {
    return load_checked(*base_, overrides);
  } catch (const config::ScenarioError& error) {
    throw config::ScenarioError(in_sweep(error.diagnostics(), values), {sweep_.source});
  }
}

/// Without the numbers in its words, which differ between points.
PointLoader::Fault PointLoader::fault_of(const Diagnostic& diagnostic) {
  std::string words = diagnostic.problem;
  std::erase_if(words, [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e'; });
  return {diagnostic.place.line, diagnostic.place.column, std::move(words)};
}

/// What stands in the sweep is shown there. What stands in the resolved base, a text that nobody has, is shown at the value that it is due
/// to, unless something is wrong with that anyway.
std::vector<Diagnostic> PointLoader::in_sweep(const std::vector<Diagnostic>& found, const std::vector<Node>& values) {
  std::vector<Diagnostic> out;
  std::set<std::pair<std::uint32_t, std::uint32_t>> wrong;
  for (const Diagnostic& diagnostic : found) {
    if (is_warning(diagnostic) || is_in_base(diagnostic)) continue;
    out.push_back(diagnostic);
    out.back().place.source = 0;
    wrong.emplace(diagnostic.place.line, diagnostic.place.column);
  }
  for (const Diagnostic& diagnostic : found) {
    if (is_warning(diagnostic) || !is_in_base(diagnostic)) continue;
    Diagnostic moved = at_its_cause(diagnostic, values);
    if (!wrong.contains({moved.place.line, moved.place.column})) out.push_back(std::move(moved));
  }
  return out;
}

/// At the value of the last axis that it takes.
Diagnostic PointLoader::at_its_cause(Diagnostic diagnostic, const std::vector<Node>& values) {
  const auto [known, is_new] = known_.try_emplace(fault_of(diagnostic));
  if (is_new) known->second = causes(diagnostic, values);
  std::string point;
  for (const std::size_t k : known->second) point += (point.empty() ? "where " : ", ") + sweep_.axes[k].name + " = " + shown(values[k]);
  diagnostic.place = values[known->second.back()].place;
  diagnostic.why += (diagnostic.why.empty() ? "" : "; ") + point;
  return diagnostic;
}

/// The first axes that bring it about together, less those without which it arises as well.
PointLoader::Axes PointLoader::causes(const Diagnostic& diagnostic, const std::vector<Node>& values) const {
  const Fault fault = fault_of(diagnostic);
  Axes axes;
  while (axes.size() < values.size() && (axes.empty() || !arises(fault, axes, values))) axes.push_back(axes.size());
  for (std::size_t k = axes.size(); k-- > 0 && axes.size() > 1;) {
    Axes fewer = axes;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(k));
    if (arises(fault, fewer, values)) axes = std::move(fewer);
  }
  return axes;
}

bool PointLoader::arises(const Fault& fault, const Axes& axes, const std::vector<Node>& values) const {
  config::Overrides overrides;
  for (const std::size_t k : axes) overrides.overlays.push_back(config::axis_overlay(sweep_, k, values[k]));
  try {
    load_checked(*base_, overrides);
  } catch (const config::ScenarioError& error) {
    const auto is_it = [&](const Diagnostic& d) { return !is_warning(d) && is_in_base(d) && fault_of(d) == fault; };
    return std::ranges::any_of(error.diagnostics(), is_it);
  }
  return false;
}

}  // namespace cellcast::sim
