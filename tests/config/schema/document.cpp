#include "tests/config/schema/document.hpp"

#include <map>
#include <vector>

#include "config/scenario/law_forms.hpp"
#include "config/schema/keys.hpp"

namespace cellcast::config {

namespace {

std::string parent_of(std::string_view pattern) {
  const std::size_t dot = pattern.rfind('.');
  return dot == std::string_view::npos ? "" : std::string(pattern.substr(0, dot));
}

std::string leaf_of(std::string_view pattern) { return std::string(pattern.substr(pattern.rfind('.') + 1)); }

/// `segments.*.markets.*` as a reader writes it: `[segments.NAME.markets.NAME]`.
std::string header(const std::string& parent) {
  if (parent.empty()) return "At the top";
  std::string out;
  for (const char c : parent) c == '*' ? out += "NAME" : out += c;
  return is_list_of_tables(parent) ? "`[[" + out + "]]`" : "`[" + out + "]`";
}

const char* type_name(KeyType type) {
  switch (type) {
    case KeyType::number:
      return "number";
    case KeyType::constant:
      return "constant";
    case KeyType::integer:
      return "integer";
    case KeyType::string:
      return "text";
    case KeyType::boolean:
      return "true, false";
    case KeyType::date:
      return "date";
    case KeyType::numbers:
      return "list of numbers";
    case KeyType::integers:
      return "list of integers";
    case KeyType::strings:
      return "list of texts";
    case KeyType::names:
      return "text, list of texts";
    case KeyType::table:
      return "empty table";
    case KeyType::loadings:
      return "table of constants";
    case KeyType::labels:
      return "table of texts";
  }
  return "";
}

/// Bars divide the cells of a Markdown table.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string range_cell(const Key& key) {
  if (key.choices.empty()) return text(key.range);
  std::string out = text(key.range);
  if (!out.empty()) out += ", ";
  for (const char c : key.choices) c == ' ' ? out += ", " : out += c;
  return out;
}

std::string fallback_cell(std::string_view fallback) {
  if (fallback.empty()) return "required";
  if (fallback == "-") return "–";
  return "`" + std::string(fallback) + "`";
}

std::string row(const Key& key) {
  std::string name = leaf_of(key.pattern);
  if (name == "*") name = "NAME";
  return "| `" + name + "` | " + type_name(key.type) + " | " + cell(key.unit) + " | " + cell(range_cell(key)) + " | " +
         fallback_cell(key.fallback) + " | " + cell(key.meaning) + " |\n";
}

std::string parameter_text(const Parameter& parameter) {
  const std::string range = text(parameter.range);
  std::string out = "`" + std::string(parameter.name) + "`";
  if (parameter.shape == Shape::list || parameter.shape == Shape::laws) out += "[]";
  if (parameter.shape == Shape::laws) return out + " distributions";
  if (parameter.shape == Shape::text) return out + " text";
  if (range.starts_with('[') || range.starts_with('('))
    out += " in " + range;
  else if (!range.empty())
    out += " " + range;
  if (!parameter.fallback.empty()) out += " = " + std::string(parameter.fallback);
  return out;
}

}  // namespace

std::string key_reference() {
  std::vector<std::string> order;  // of the tables, as they first stand
  std::map<std::string, std::string> rows;
  for (const Key& key : keys()) {
    const std::string parent = parent_of(key.pattern);
    if (!rows.contains(parent)) order.push_back(parent);
    rows[parent] += row(key);
  }
  std::string out;
  for (const std::string& parent : order)
    out += "#### " + header(parent) + "\n\n| key | type | unit | range | default | meaning |\n|---|---|---|---|---|---|\n" + rows[parent] +
           "\n";
  return out;
}

std::string distribution_reference() {
  std::string out = "| dist | parameters | `min`, `max` | law |\n|---|---|---|---|\n";
  for (const Form& form : forms()) {
    std::string parameters;
    for (const Parameter& parameter : form.parameters) parameters += (parameters.empty() ? "" : ", ") + parameter_text(parameter);
    if (form.picks > 0) parameters = "exactly " + std::to_string(form.picks) + " of " + parameters;
    out +=
        "| `" + std::string(form.dist) + "` | " + parameters + " | " + (form.bounded ? "yes" : "no") + " | " + cell(form.meaning) + " |\n";
  }
  return out;
}

}  // namespace cellcast::config
