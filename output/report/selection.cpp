#include "output/report/selection.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/suggest.hpp"
#include "base/utf8.hpp"

namespace cellcast::output {

namespace {

using enum sim::VariableId;

/// What a forecaster asks for first, in the order of the table.
constexpr sim::VariableId kHeadline[] = {total_demand, total_production, production,   total_utilization, total_unmet,
                                         price,        total_exports,    total_revenue};

constexpr std::string_view kTotal = "total";

/// ` (the result has demand, price) did you mean `price`?`
std::string of_what(const std::vector<std::string>& known, const std::string& which, const std::string& wanted) {
  constexpr std::size_t kMost = 60;
  std::string list;
  for (std::size_t i = 0; i < std::min(known.size(), kMost); ++i) list += (i == 0 ? "" : ", ") + known[i];
  if (known.size() > kMost) list += " and " + std::to_string(known.size() - kMost) + " more";
  const std::string meant = base::did_you_mean(wanted, known);
  return " (" + which + (list.empty() ? "none" : list) + ")" + (meant.empty() ? "" : " " + meant);
}

const sim::Field* find_field(const std::vector<sim::Field>& fields, sim::VariableId id) {
  const auto found = std::ranges::find(fields, id, &sim::Field::id);
  return found == fields.end() ? nullptr : &*found;
}

bool is_index(const std::string& wanted, const std::string& index) { return wanted == index || (wanted == kTotal && index.empty()); }

/// Picks cells by year and index, and tells of an index that no variable has.
class Picker {
 public:
  Picker(const sim::Labels& labels, std::vector<int> years, const Selection& selection)
      : labels_(labels), years_(std::move(years)), indices_(selection.index.values), is_found_(indices_.size()) {
    for (const int year : years_) check_year(year);
  }

  void add(const sim::Field& field) {
    fields_.push_back(&field);
    const sim::Variable& variable = labels_.variable(field.id);
    const std::vector<sim::CellName> names = sim::cell_names(labels_, variable);
    for (std::size_t cell = 0; cell < names.size(); ++cell) {
      const auto& [index, year] = names[cell];
      if (is_wanted(index) && (years_.empty() || year == 0 || std::ranges::count(years_, year) > 0))
        cells_.push_back({&field, &variable, cell, index, year, unit_of(labels_, variable, cell)});
    }
  }

  std::vector<SelectedCell> cells() {
    for (std::size_t k = 0; k < indices_.size(); ++k)
      if (!is_found_[k]) throw SelectionError("no index " + indices_[k] + of_what(known_indices(), "there is ", indices_[k]));
    return std::move(cells_);
  }

 private:
  void check_year(int year) const {
    const std::vector<std::int32_t>& years = labels_.years;
    if (std::ranges::count(years, year) > 0) return;
    if (years.empty()) throw SelectionError("no year " + std::to_string(year) + " (no variable of the result has years)");
    throw SelectionError("no year " + std::to_string(year) + " (the result runs from " + std::to_string(years.front()) + " to " +
                         std::to_string(years.back()) + ")");
  }

  bool is_wanted(const std::string& index) {
    bool is_any = indices_.empty();
    for (std::size_t k = 0; k < indices_.size(); ++k) {
      if (!is_index(indices_[k], index)) continue;
      is_found_[k] = true;
      is_any = true;
    }
    return is_any;
  }

  std::vector<std::string> known_indices() const {
    std::vector<std::string> known;
    std::set<std::string> seen;
    for (const sim::Field* field : fields_) {
      for (const auto& [index, year] : sim::cell_names(labels_, labels_.variable(field->id))) {
        const std::string name = index.empty() ? std::string(kTotal) : index;
        if (seen.insert(name).second) known.push_back(name);
      }
    }
    return known;
  }

  const sim::Labels& labels_;
  std::vector<int> years_;
  std::vector<std::string> indices_;
  std::vector<char> is_found_;  ///< [index]
  std::vector<const sim::Field*> fields_;
  std::vector<SelectedCell> cells_;
};

const sim::Field& select_field(const sim::Labels& labels, const std::vector<sim::Field>& fields, const std::string& variable) {
  const auto id = labels.find_variable(variable);
  const sim::Field* const field = id ? find_field(fields, *id) : nullptr;
  if (field) return *field;
  std::vector<std::string> known;
  known.reserve(fields.size());
  for (const sim::Field& each : fields) known.push_back(labels.variable(each.id).name);
  throw SelectionError("no variable " + variable +
                       of_what(known, "the result has ", id ? "" : variable));  // one that was not kept is no slip
}

/// The fields of the variables that are named, each once.
std::vector<const sim::Field*> named_fields(const sim::Labels& labels, const std::vector<sim::Field>& fields, const Selection& selection) {
  std::vector<const sim::Field*> named;
  for (const std::string& variable : selection.variable.values) {
    const sim::Field* const field = &select_field(labels, fields, variable);
    if (std::ranges::find(named, field) == named.end()) named.push_back(field);
  }
  return named;
}

std::vector<const sim::Field*> all_fields(const std::vector<sim::Field>& fields) {
  std::vector<const sim::Field*> all;
  all.reserve(fields.size());
  for (const sim::Field& field : fields) all.push_back(&field);
  return all;
}

/// Derived outputs that are a few numbers a year.
bool is_small(const sim::Variable& variable) {
  return std::ranges::all_of(variable.axes, [](sim::Axis axis) { return axis == sim::Axis::segment || axis == sim::Axis::year; });
}

std::vector<const sim::Field*> headline_fields(const sim::Labels& labels, const std::vector<sim::Field>& fields) {
  std::vector<const sim::Field*> headline;
  for (const sim::VariableId id : kHeadline)
    if (const sim::Field* field = find_field(fields, id)) headline.push_back(field);
  for (const sim::Field& field : fields)
    if (is_derived(field.id) && is_small(labels.variable(field.id))) headline.push_back(&field);
  return headline.empty() ? all_fields(fields) : headline;  // a run that kept no headline variable
}

std::vector<SelectedCell> pick(const sim::Labels& labels, const std::vector<const sim::Field*>& fields, std::vector<int> years,
                               const Selection& selection) {
  Picker picker(labels, std::move(years), selection);
  for (const sim::Field* field : fields) picker.add(*field);
  return picker.cells();
}

}  // namespace

std::string unit_of(const sim::Labels& labels, const sim::Variable& variable, std::size_t cell) {
  if (variable.id != driver_level) return variable.unit;
  return labels.driver_units.at(cell / labels.years.size());
}

std::string title(const SelectedCell& cell) {
  return sim::cell_text(cell.variable->name, {base::printable(cell.index), cell.year});
}

std::string json_year(int year) { return year == 0 ? "null" : std::to_string(year); }

const sim::Field& select_field(const sim::Results& results, const std::string& variable) {
  return select_field(results.labels, results.fields, variable);
}

std::vector<SelectedCell> select(const sim::Results& results, const Selection& selection) {
  return select(results.labels, results.fields, selection);
}

std::vector<SelectedCell> select(const sim::Labels& labels, const std::vector<sim::Field>& fields, const Selection& selection) {
  if (fields.empty()) throw SelectionError("the result has no variables");
  std::vector<int> years = selection.year.values;
  if (selection.variable.is_given()) return pick(labels, named_fields(labels, fields, selection), std::move(years), selection);
  if (years.empty() && !labels.years.empty()) years.push_back(labels.years.back());
  const std::vector<const sim::Field*> headline = headline_fields(labels, fields);
  if (!selection.index.is_given()) return pick(labels, headline, std::move(years), selection);
  try {
    return pick(labels, headline, years, selection);
  } catch (const SelectionError&) {  // of a label that other variables may have
    return pick(labels, all_fields(fields), std::move(years), selection);
  }
}

std::vector<SelectedCell> select_all(const sim::Results& results, const Selection& selection) {
  const bool is_all = !selection.variable.is_given();
  return pick(results.labels, is_all ? all_fields(results.fields) : named_fields(results.labels, results.fields, selection), selection.year.values,
              selection);
}

}  // namespace cellcast::output
