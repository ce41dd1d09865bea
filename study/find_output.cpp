#include "study/find_output.hpp"

#include <algorithm>

#include "base/suggest.hpp"
#include "sim/model/labels.hpp"
#include "study/refusals.hpp"

namespace cellcast::study {
namespace {

/// `; did you mean 'price'?`, or nothing.
std::string meant(const std::string& word, const std::vector<std::string>& known) {
  const std::string nearest = base::nearest(word, known);
  return nearest.empty() ? "" : "; did you mean '" + nearest + "'?";
}

void check_index(const std::string& index, const sim::Labels& labels, const sim::Variable& variable) {
  const std::vector<std::string> known = sim::indices(labels, variable);
  const std::string name(variable.name);
  using enum NoSuchOutput::Part;
  if (known.empty()) throw NoSuchOutput(variable_name, "'" + name + "' has no values in this scenario; choose another");
  if (std::ranges::find(known, index) != known.end()) return;
  if (known.size() == 1 && known.front().empty())
    throw NoSuchOutput(index_labels, "'" + name + (sim::has_years(variable) ? "' has one value a year, and no index '" : "' is a single number, and has no index '") + index + "'; leave the index out");
  throw NoSuchOutput(index_labels, "'" + name + "' " + (index.empty() ? "needs one" : "has no index '" + index + "'") + " (it may be " +
                                       base::listed(known) + ")" + meant(index, known));
}

}  // namespace

sim::VariableId output_variable(const std::string& name, const sim::Labels& labels) {
  if (const auto id = labels.find_variable(name)) return *id;
  std::vector<std::string> known;
  for (std::size_t k = 0; k < labels.variables(); ++k) known.push_back(labels.variable(static_cast<sim::VariableId>(k)).name);
  const std::string suggestion = meant(name, known);
  throw NoSuchOutput(NoSuchOutput::Part::variable_name, "there is no output variable '" + name + "'" +
                                                            (suggestion.empty() ? " (there are " + base::listed(known) + ")" : suggestion));
}

sim::QuantileAddress quantile_address(const WantedQuantile& wanted, const sim::Labels& labels) {
  const sim::VariableId id = output_variable(wanted.variable, labels);
  const sim::Variable& variable = labels.variable(id);
  check_index(wanted.index, labels, variable);
  if (!sim::has_years(variable) && wanted.year != 0)
    throw NoSuchOutput(NoSuchOutput::Part::year, "'" + variable.name + "' has no years; leave the year out");
  const auto cell = sim::find_cell(labels, variable, wanted.index, wanted.year);
  if (!cell) {
    throw NoSuchOutput(NoSuchOutput::Part::year, "there is no year " + std::to_string(wanted.year) + " (the scenario runs from " +
                                                     std::to_string(labels.years.front()) + " to " + std::to_string(labels.years.back()) +
                                                     ")");
  }
  return {id, *cell, wanted.quantile};
}

}  // namespace cellcast::study
