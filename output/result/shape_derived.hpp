#pragma once

#include <algorithm>
#include <string>

#include "output/hdf5/hdf5.hpp"
#include "output/result/shape_words.hpp"
#include "sim/results/results.hpp"

namespace cellcast::output {

/// Whether a name that was read is one that a scenario could give, and fit to print.
inline bool is_output_name(const std::string& name) {
  const auto belongs = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z' && std::ranges::all_of(name, belongs);
}

/// Gives outputs that were read their ids and dimensions. Throws h5::Error where a word is none.
inline void number_derived(sim::Labels& labels) {
  if (labels.derived.size() > sim::kMostDerived) throw h5::Error("too many derived outputs");
  for (std::size_t k = 0; k < labels.derived.size(); ++k) {
    sim::Variable& output = labels.derived[k];
    const auto axes = sim::find_axes(output.dimensions);
    if (!is_output_name(output.name)) throw h5::Error("a derived output has no name");
    if (!axes) throw h5::Error("unknown dimension of " + output.name + ": " + output.dimensions);
    output.id = sim::derived_id(k);
    output.axes = *axes;
  }
}

/// The scenario's derived outputs, kept or not, in its order. Groups that hold values of them come behind.
template <class Visitor, class Labels>
void visit_derived(Visitor& visit, Labels& labels) {
  using sim::Variable;
  auto& outputs = labels.derived;
  if (!visit.has("derived", !outputs.empty())) return;
  const auto column = [&](const char* name, const char* long_name, auto member) {
    visit.column({name, "1", long_name}, "output", outputs, member);
  };
  visit.group("derived", "outputs that the scenario computes of others", [&] {
    visit.rows({"output", "1", "name of the derived output"}, outputs, &Variable::name);
    column("expression", "what it is computed of", &Variable::expression);
    column("unit", "its unit", &Variable::unit);
    column("long_name", "what it is", &Variable::long_name);
    column("dimensions", "names of its dimensions, between blanks", &Variable::dimensions);
  });
  if constexpr (kIsFilled<Labels>) number_derived(labels);
}

/// Hands the outputs on to the labels of a part of results that is read.
template <class Labels>
void share_derived(const sim::Labels& from, Labels& to) {
  if constexpr (kIsFilled<Labels>) to.derived = from.derived;
}

/// An output; without a name where the labels do not have it, as those of a digest, which needs none.
inline const sim::Variable& variable_of(const sim::Labels& labels, sim::VariableId id) {
  static const sim::Variable kNameless{};
  const bool is_unknown = sim::is_derived(id) && sim::index(id) - sim::kVariables >= labels.derived.size();
  return is_unknown ? kNameless : labels.variable(id);
}

}  // namespace cellcast::output
