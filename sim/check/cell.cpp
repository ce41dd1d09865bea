#include "sim/check/cell.hpp"

#include "base/suggest.hpp"
#include "sim/model/labels.hpp"

namespace cellcast::sim {
namespace {

/// What a label of an axis consists of.
std::string label_text(Axis axis) {
  if (axis == Axis::driver || axis == Axis::submarket) return "segment." + std::string(name(axis));
  return axis == Axis::split ? "split.class" : std::string(name(axis));
}

/// The axes of a variable but the year, for people: `segment.market`.
std::string axes_text(const Variable& variable) {
  std::string out;
  for (const Axis axis : variable.axes)
    if (axis != Axis::year) out += (out.empty() ? "" : ".") + label_text(axis);
  return out;
}

/// All indices of a variable, where they are few enough to look for what was meant.
std::vector<std::string> few_indices(const Labels& labels, const Variable& variable) {
  constexpr std::size_t kMost = 500;
  std::size_t count = 1;
  for (const Axis axis : variable.axes) count *= axis == Axis::year ? 1 : labels.size(axis);
  return count > kMost ? std::vector<std::string>() : indices(labels, variable);
}

void check_index(const CellReference& cell, const Labels& labels, const Variable& variable, std::vector<config::Diagnostic>& out) {
  if (labels.years.empty() || cell.index_place.line == 0 || find_cell(labels, variable, cell.index, labels.years.front())) return;
  const std::string name = "`" + std::string(variable.name) + "`", axes = axes_text(variable);
  const std::vector<std::string> known = few_indices(labels, variable);
  const std::string may_be = known.empty() || known.size() > 20 ? "it has a value for each " + axes : "it may be " + base::listed(known);
  if (axes.empty())
    out.push_back({cell.index_place, name + " has no index \"" + cell.index + "\"", has_years(variable) ? "it has one value a year" : "it is a single number", "remove `index`"});
  else if (cell.index.empty())
    out.push_back({cell.variable_place, name + " needs an `index`", may_be, ""});
  else
    out.push_back({cell.index_place, name + " has no index \"" + cell.index + "\"", may_be, base::did_you_mean(cell.index, known)});
}

}  // namespace

void check_year(int year, const config::Place& place, const config::Scenario& scenario, std::vector<config::Diagnostic>& out,
                const std::string& advice) {
  const config::Horizon& horizon = scenario.horizon;
  if (scenario.is_partial || year == 0 || horizon.end_year == 0) return;  // 0: missing, which is reported
  if (year >= horizon.base_year && year <= horizon.end_year) return;
  out.push_back({place, "the year " + std::to_string(year) + " is outside the horizon",
                 std::to_string(horizon.base_year) + " to " + std::to_string(horizon.end_year), advice});
}

void check_cell(const CellReference& cell, const config::Scenario& scenario, const Labels& labels, const Variable& variable,
                std::vector<config::Diagnostic>& out) {
  if (!scenario.is_partial) check_index(cell, labels, variable, out);
  const bool is_year_given = cell.year.value_or(0) != 0;
  if (!has_years(variable)) {
    if (is_year_given) out.push_back({cell.year_place, "`" + variable.name + "` has no years", "it is one number for all of them", "remove `year`"});
  } else if (is_derived(variable.id) && !is_year_given) {
    out.push_back({cell.variable_place, "`" + variable.name + "` needs a `year`", "it has a value a year", "add `year = ...`"});
  } else if (cell.year) {
    check_year(*cell.year, cell.year_place, scenario, out, cell.advice);
  }
}

}  // namespace cellcast::sim
