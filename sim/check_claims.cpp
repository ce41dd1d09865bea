#include "sim/check_claims.hpp"

#include <algorithm>
#include <string>

#include "config/suggest.hpp"
#include "sim/check_variable.hpp"
#include "sim/labels.hpp"

namespace cellcast::sim {
namespace {

using config::Claim;

/// The axes of a variable but the year, for people: `segment.market`.
std::string axes_text(const Variable& variable) {
  std::string out;
  for (const Axis axis : variable.axes)
    if (axis != Axis::year) out += (out.empty() ? "" : ".") + std::string(axis == Axis::driver ? "segment.driver" : name(axis));
  return out;
}

/// All indices of a variable, where they are few enough to look for what was meant.
std::vector<std::string> indices(const Labels& labels, const Variable& variable) {
  constexpr std::size_t kMost = 500;
  std::size_t count = 1;
  for (const Axis axis : variable.axes) count *= axis == Axis::year ? 1 : labels.size(axis);
  std::vector<std::string> out;
  if (count > kMost) return out;
  Labels one_year = labels;
  one_year.years.resize(1);
  for (const CellName& cell : cell_names(one_year, variable)) out.push_back(cell.index);
  return out;
}

void check_index(const Claim& claim, const Labels& labels, const Variable& variable, std::vector<config::Diagnostic>& out) {
  if (labels.years.empty() || find_cell(labels, variable, claim.index, labels.years.front())) return;
  const std::string name = "`" + std::string(variable.name) + "`", axes = axes_text(variable);
  const std::vector<std::string> known = indices(labels, variable);
  if (axes.empty())
    out.push_back({claim.index_place, name + " has no index \"" + claim.index + "\"", "it has one value a year", "remove `index`"});
  else if (claim.index.empty())
    out.push_back({claim.variable_place, name + " needs an `index`", "it has a value for each " + axes, ""});
  else
    out.push_back({claim.index_place, name + " has no index \"" + claim.index + "\"",
                   known.empty() || known.size() > 20 ? "it has a value for each " + axes : "it may be " + config::listed(known),
                   config::did_you_mean(claim.index, known)});
}

void check_unit(const Claim& claim, const Labels& labels, const Variable& variable, std::vector<config::Diagnostic>& out) {
  std::string unit(variable.unit);
  if (variable.id == VariableId::driver_level) {
    const auto driver = std::ranges::find(labels.drivers, claim.index);
    if (driver == labels.drivers.end()) return;  // reported
    unit = labels.driver_units[static_cast<std::size_t>(driver - labels.drivers.begin())];
  }
  if (claim.unit == unit || (claim.unit == "%" && unit == "1")) return;
  out.push_back({claim.unit_place, "`" + claim.variable + "` is not in \"" + claim.unit + "\"", "it is in " + unit,
                 unit == "1" ? "write the figure in `%` or as a fraction in `1`" : "convert the figure, or leave out `variable`"});
}

void check_year(const Claim& claim, const config::Horizon& horizon, std::vector<config::Diagnostic>& out) {
  if (!claim.year || horizon.end_year == 0 || (*claim.year >= horizon.base_year && *claim.year <= horizon.end_year)) return;
  out.push_back({claim.year_place, "the year " + std::to_string(*claim.year) + " is outside the horizon",
                 std::to_string(horizon.base_year) + " to " + std::to_string(horizon.end_year), "leave out `variable`"});
}

}  // namespace

void check_claims(const config::Scenario& scenario, std::vector<config::Diagnostic>& out) {
  const auto is_linked = [](const Claim& claim) { return !claim.variable.empty(); };
  if (std::ranges::none_of(scenario.claims, is_linked)) return;
  const Labels known = labels(scenario);
  for (const Claim& claim : scenario.claims) {
    if (!is_linked(claim)) continue;
    const auto id = check_variable(claim.variable, claim.variable_place, out);
    if (!id) continue;
    check_index(claim, known, variable(*id), out);
    check_unit(claim, known, variable(*id), out);
    check_year(claim, scenario.horizon, out);
  }
}

}  // namespace cellcast::sim
