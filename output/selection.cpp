#include "output/selection.hpp"

#include <algorithm>

#include "config/suggest.hpp"
#include "output/text.hpp"

namespace cellcast::output {

namespace {

using enum sim::VariableId;

/// What a forecaster asks for first, in the order of the table.
constexpr sim::VariableId kHeadline[] = {total_demand, total_production, production,   total_utilization, total_unmet,
                                         price,        total_exports,    total_revenue};

const sim::Field* find_field(const std::vector<sim::Field>& fields, sim::VariableId id) {
  const auto found = std::ranges::find(fields, id, &sim::Field::id);
  return found == fields.end() ? nullptr : &*found;
}

void add_cells(std::vector<SelectedCell>& cells, const sim::Labels& labels, const sim::Field& field, const std::optional<int>& year) {
  const sim::Variable& variable = sim::variable(field.id);
  const std::vector<sim::CellName> names = sim::cell_names(labels, variable);
  for (std::size_t cell = 0; cell < names.size(); ++cell)
    if (!year || names[cell].year == *year)
      cells.push_back({&field, cell, names[cell].index, names[cell].year, unit_of(labels, variable, cell)});
}

void check_year(const sim::Labels& labels, int year) {
  const std::vector<std::int32_t>& years = labels.years;
  if (std::ranges::count(years, year) > 0) return;
  throw SelectionError("no year " + std::to_string(year) + " (the result runs from " + std::to_string(years.front()) + " to " +
                       std::to_string(years.back()) + ")");
}

}  // namespace

std::string unit_of(const sim::Labels& labels, const sim::Variable& variable, std::size_t cell) {
  if (variable.id != driver_level) return std::string(variable.unit);
  return labels.driver_units.at(cell / labels.years.size());
}

std::string title(const SelectedCell& cell) {
  return sim::cell_text(sim::variable(cell.field->id).name, {printable(cell.index), cell.year});
}

const sim::Field& select_field(const std::vector<sim::Field>& fields, const std::string& variable) {
  const auto id = sim::find_variable(variable);
  const sim::Field* const field = id ? find_field(fields, *id) : nullptr;
  if (field) return *field;
  std::vector<std::string> names;
  std::string known;
  for (const sim::Field& each : fields) {
    names.emplace_back(sim::variable(each.id).name);
    known += (known.empty() ? "" : ", ") + names.back();
  }
  const std::string meant = config::did_you_mean(variable, names);
  throw SelectionError("no variable " + variable + " (the result has " + known + ")" + (meant.empty() ? "" : " " + meant));
}

const sim::Field& select_field(const sim::Results& results, const std::string& variable) { return select_field(results.fields, variable); }

std::vector<SelectedCell> select(const sim::Results& results, const Selection& selection) {
  return select(results.labels, results.fields, selection);
}

std::vector<SelectedCell> select(const sim::Labels& labels, const std::vector<sim::Field>& fields, const Selection& selection) {
  std::vector<SelectedCell> cells;
  if (fields.empty()) throw SelectionError("the result has no variables");
  if (selection.year) check_year(labels, *selection.year);
  if (selection.variable) {
    add_cells(cells, labels, select_field(fields, *selection.variable), selection.year);
    return cells;
  }
  const int year = selection.year.value_or(labels.years.back());
  for (const sim::VariableId id : kHeadline)
    if (const sim::Field* field = find_field(fields, id)) add_cells(cells, labels, *field, year);
  if (!cells.empty()) return cells;
  for (const sim::Field& field : fields) add_cells(cells, labels, field, year);  // a run that kept no headline variable
  return cells;
}

}  // namespace cellcast::output
