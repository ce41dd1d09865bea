#include "sim/check/actuals.hpp"

#include <algorithm>
#include <string>

#include "base/ascii.hpp"
#include "base/suggest.hpp"
#include "config/diagnostics/report.hpp"
#include "sim/check/words.hpp"
#include "sim/model/variables.hpp"

namespace cellcast::sim {
namespace {

/// What the labels of a variable are of, joined by dots: `segment.market`, `split.class`.
std::string form_of(const Variable& variable) {
  std::string form;
  for (const Axis axis : variable.axes) {
    if (axis == Axis::year) continue;
    form += form.empty() ? "" : ".";
    if (axis == Axis::driver || axis == Axis::submarket) form += "segment.";
    form += name(axis);
    if (axis == Axis::split) form += ".class";
  }
  return form;
}

std::vector<std::string> divided(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == '.')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

/// A number of firms: digits, not all of them 0.
bool is_rank(const std::string& label) {
  return std::ranges::all_of(label, base::is_digit) && label.find_first_not_of('0') != std::string::npos;
}

void check_index(const config::Actual& row, const Variable& variable, std::vector<config::Diagnostic>& out) {
  const std::string form = form_of(variable), name = quoted(row.variable);
  if (form.empty()) {
    if (!row.index.empty()) out.push_back({row.index_place, name + " has no index \"" + row.index + "\"", "it has one value a year", "leave `index` empty"});
    return;
  }
  if (row.index.empty()) {
    out.push_back({row.index_place, name + " needs an `index`", "it has a value for each " + form, ""});
    return;
  }
  const std::vector<std::string> labels = divided(row.index);
  const bool has_rank = form.ends_with("rank");
  const bool fits = labels.size() == divided(form).size() && std::ranges::none_of(labels, &std::string::empty) &&
                    (!has_rank || is_rank(labels.back()));
  if (!fits)
    out.push_back({row.index_place, "no scenario has an index \"" + row.index + "\" of " + name, "it has a value for each " + form,
                   "join the labels by dots" + std::string(has_rank ? ", the last a number of firms" : "")});
}

}  // namespace

void check_actuals(const config::Actuals& actuals, std::vector<config::Diagnostic>& out) {
  std::vector<std::string> known;
  for (const Variable& variable : variables()) known.emplace_back(variable.name);
  for (const config::Actual& row : actuals.rows) {
    if (out.size() >= config::kMostErrors) return;
    if (const auto id = find_variable(row.variable))
      check_index(row, variable(*id), out);
    else if (row.variable.empty())
      out.push_back({row.variable_place, "`variable` is empty", "", "name an output variable, or remove the row"});
    else
      out.push_back({row.variable_place, "unknown output variable " + quoted(row.variable), "", base::did_you_mean(row.variable, known)});
  }
}

}  // namespace cellcast::sim
