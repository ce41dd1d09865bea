#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/model/variables.hpp"

namespace cellcast::sim {

/// The coordinates of a run, in the order of the scenario file.
struct Labels {
  std::vector<std::string> segments, markets, chemistries, materials;
  std::vector<std::string> drivers;       ///< `segment.driver`
  std::vector<std::string> driver_units;  ///< [driver]
  std::vector<std::string> submarkets;    ///< `segment.submarket`
  std::vector<std::string> splits;        ///< `split.class`
  std::vector<std::string> producers;
  std::vector<std::string> ranks;  ///< numbers of firms
  std::vector<std::int32_t> years;
  std::vector<Variable> derived;  ///< outputs of the scenario's own, [k]: derived_id(k)

  /// Labels along an axis; years as text.
  std::vector<std::string> along(Axis axis) const;
  std::size_t size(Axis axis) const;

  /// Of the model's variables and the derived outputs.
  std::size_t variables() const { return kVariables + derived.size(); }
  const Variable& variable(VariableId id) const { return is_derived(id) ? derived.at(index(id) - kVariables) : sim::variable(id); }
  std::optional<VariableId> find_variable(std::string_view name) const;
};

/// One point of a variable's dimensions.
struct CellName {
  std::string index;  ///< labels of all axes but the year, joined by dots; empty where there are none
  int year = 0;  ///< 0 where the variable has no years
};
/// [cell], row-major in the order of the variable's axes.
std::vector<CellName> cell_names(const Labels& labels, const Variable& variable);
/// `2030`; empty for the 0 of a variable without years.
std::string year_text(int year);
/// `production power in 2030`, `cagr_of_exports`: a cell of a variable, for people.
std::string cell_text(std::string_view variable, const CellName& cell);

/// The indices of a variable, each once, in the order of its cells; none where it has no cells.
std::vector<std::string> indices(const Labels& labels, const Variable& variable);

bool has_years(const Variable& variable);

/// The cell of a variable at labels joined by dots and a year, which does not matter to a variable without years; nothing where it has none.
std::optional<std::size_t> find_cell(const Labels& labels, const Variable& variable, const std::string& index, int year);

}  // namespace cellcast::sim
