#include <algorithm>
#include <cmath>
#include <vector>

#include "config/document.hpp"
#include "config/keys.hpp"
#include "config/tree.hpp"

namespace cellcast::config {

namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// JSON numbers need no point; 2^63 - 1 must not be rounded up.
std::string number(double x) {
  if (x >= 9223372036854775807.0) return "9223372036854775807";
  const std::string out = text(x);
  return out.ends_with(".0") ? out.substr(0, out.size() - 2) : out;
}

std::string bounds(const Interval& range) {
  std::string out;
  if (std::isfinite(range.low))
    out += std::string(", ") + (range.low_open ? "\"exclusiveMinimum\": " : "\"minimum\": ") + number(range.low);
  if (std::isfinite(range.high))
    out += std::string(", ") + (range.high_open ? "\"exclusiveMaximum\": " : "\"maximum\": ") + number(range.high);
  return out;
}

std::string choices(std::string_view words) {
  std::string out;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    out += (out.empty() ? "" : ", ") + quoted(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return out.empty() ? "" : ", \"enum\": [" + out + "]";
}

std::string type_of(const Key& key) {
  switch (key.type) {
    case KeyType::number:
      return "\"anyOf\": [{ \"type\": \"number\"" + bounds(key.range) +
             " }, { \"$ref\": \"#/definitions/distribution\" }, { \"$ref\": \"#/definitions/shared\" }]";
    case KeyType::constant:
      if (!key.choices.empty())
        return "\"anyOf\": [{ \"type\": \"number\"" + bounds(key.range) + " }, { \"type\": \"string\"" + choices(key.choices) + " }]";
      return "\"type\": \"number\"" + bounds(key.range);
    case KeyType::integer:
      return "\"type\": \"integer\"" + bounds(key.range);
    case KeyType::string:
      return "\"type\": \"string\"" + choices(key.choices);
    case KeyType::boolean:
      return "\"type\": \"boolean\"";
    case KeyType::date:
      return "\"type\": \"string\", \"format\": \"date\"";
    case KeyType::numbers:
      return "\"type\": \"array\", \"items\": { \"type\": \"number\"" + bounds(key.range) + " }";
    case KeyType::strings:
      return "\"type\": \"array\", \"items\": { \"type\": \"string\" }";
    case KeyType::names:
      return "\"anyOf\": [{ \"type\": \"string\" }, { \"type\": \"array\", \"items\": { \"type\": \"string\" } }]";
    case KeyType::table:
      return "\"type\": \"object\", \"additionalProperties\": false";
    case KeyType::loadings:  // a path without quotes makes tables within the table
      return "\"type\": \"object\", \"additionalProperties\": { \"anyOf\": [{ \"type\": \"number\"" + bounds(key.range) +
             " }, { \"type\": \"object\" }] }";
  }
  return "";
}

std::string describe(const Key& key) {
  std::string out(key.meaning);
  if (!key.unit.empty()) out += " [" + std::string(key.unit) + "]";
  if (key.fallback.size() > 1 || (key.fallback.size() == 1 && key.fallback != "-")) out += "; default " + std::string(key.fallback);
  return out;
}

std::string leaf(const Key& key) { return "{ " + type_of(key) + ", \"description\": " + quoted(describe(key)) + " }"; }

/// The schema of the table at a pattern, and of all below it.
std::string table(const std::vector<std::string_view>& pattern, const std::string& indent) {
  std::string properties, named, by_year;
  for (const std::string& name : names_below(pattern)) {
    std::vector<std::string_view> below = pattern;
    below.push_back(name == "*" ? "NAME" : name == "YEAR" ? "2000" : std::string_view(name));
    const Key* key = find_key(below);
    std::string schema = key != nullptr ? leaf(*key) : table(below, indent + "  ");
    if (pattern.empty() && is_list_of_tables(name)) schema = "{ \"type\": \"array\", \"items\": " + schema + " }";
    if (name == "*")
      named = schema;
    else if (name == "YEAR")
      by_year = schema;
    else
      properties += std::string(properties.empty() ? "" : ",") + "\n" + indent + "    " + quoted(name) + ": " + schema;
  }
  std::string out = "{ \"type\": \"object\", \"additionalProperties\": false";
  if (!properties.empty()) out += ",\n" + indent + "  \"properties\": {" + properties + "\n" + indent + "  }";
  if (!named.empty()) out += ",\n" + indent + "  \"patternProperties\": { \"^[A-Za-z][A-Za-z0-9_-]*$\": " + named + " }";
  if (!by_year.empty()) out += ",\n" + indent + "  \"patternProperties\": { \"^[0-9]+$\": " + by_year + " }";
  return out + " }";
}

/// All parameters of all laws; which of them belong together is the loader's to say.
std::string distribution() {
  std::vector<std::string> laws, names;
  std::string properties;
  const auto add = [](std::vector<std::string>& list, std::string_view name) {
    for (const std::string& known : list)
      if (known == name) return false;
    list.emplace_back(name);
    return true;
  };
  for (const Form& form : forms()) {
    add(laws, form.dist);
    for (const Parameter& parameter : form.parameters) {
      if (!add(names, parameter.name)) continue;
      const char* type = parameter.is_list ? "{ \"type\": \"array\", \"items\": { \"type\": \"number\" } }" : "{ \"type\": \"number\" }";
      properties += ",\n        " + quoted(parameter.name) + ": " + type;
    }
  }
  std::string dist;
  for (const std::string& law : laws) dist += (dist.empty() ? "" : ", ") + quoted(law);
  return "{ \"type\": \"object\", \"required\": [\"dist\"], \"additionalProperties\": false,\n      \"properties\": {\n        \"dist\": { "
         "\"enum\": [" +
         dist + "] }" + properties + ",\n        \"min\": { \"type\": \"number\" },\n        \"max\": { \"type\": \"number\" }\n      } }";
}

}  // namespace

std::string json_schema() {
  const std::string shared =
      "{ \"type\": \"object\", \"required\": [\"var\"], \"additionalProperties\": false,\n"
      "      \"properties\": { \"var\": { \"type\": \"string\" }, \"scale\": { \"type\": \"number\" }, \"offset\": { \"type\": \"number\" "
      "} } }";
  const std::string root = table({}, "");
  return "{ \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": \"cellcast scenario\",\n  \"definitions\": {\n"
         "    \"distribution\": " +
         distribution() + ",\n    \"shared\": " + shared + "\n  },\n  " + root.substr(2) + "\n";
}

}  // namespace cellcast::config
