#include <algorithm>
#include <vector>

#include "tests/config/schema/document.hpp"
#include "tests/config/schema/json_schema_parts.hpp"

namespace cellcast::config {

namespace {

std::string joined(const std::vector<std::string_view>& pattern) {
  std::string out;
  for (const std::string_view part : pattern) out += (out.empty() ? "" : ".") + std::string(part == "NAME" ? "*" : part);
  return out;
}

std::string definition(const char* name, const std::string& schema) { return "\"" + std::string(name) + "\": " + schema; }

/// At the top, for editors: all keys with their meanings. What kind of file it is decides over the rest.
std::string keys_at_the_top() {
  std::string out;
  for (const std::string& name : names_below({}))
    out += (out.empty() ? "" : ",") + std::string("\n    ") + in_quotes(name) + ": { \"$ref\": \"#/definitions/extension/properties/" + name +
           "\" }";
  for (const char* name : {"scenario", "design", "points", "seed", "base", "axes"})
    out += ",\n    " + in_quotes(name) + ": { \"$ref\": \"#/definitions/sweep/properties/" + name + "\" }";
  return out;
}

/// A list of figures alone, for scenarios to extend.
constexpr std::string_view kLedger = R"({ "type": "object", "additionalProperties": false, "required": ["claims"],
      "properties": { "claims": { "$ref": "#/definitions/scenario/properties/claims" } } })";

constexpr std::string_view kKinds = R"("if": { "anyOf": [{ "required": ["axes"] }, { "required": ["design"] }] },
  "then": { "$ref": "#/definitions/sweep" },
  "else": {
    "if": { "anyOf": [{ "required": ["extends"] }, { "required": ["unset"] }] },
    "then": { "required": ["extends"], "$comment": "it may leave out what the extended scenario has", "allOf": [{ "$ref": "#/definitions/extension" }] },
    "else": {
      "if": { "required": ["claims"], "maxProperties": 1 },
      "then": { "$ref": "#/definitions/ledger" },
      "else": { "$ref": "#/definitions/scenario" }
    }
  })";

}  // namespace

std::string table_schema(const std::vector<std::string_view>& pattern, const std::string& indent, Whole whole,
                         const std::vector<std::string_view>& without) {
  std::string properties, named, by_year;
  std::vector<std::string> required = whole == Whole::yes ? required_tables(joined(pattern)) : std::vector<std::string>{};
  // A list stands as it is, also in a file that extends another; claims alone are laid over those of the same name.
  const bool is_needed = whole == Whole::yes || (pattern.size() == 1 && is_list_of_tables(pattern[0]) && pattern[0] != "claims");
  for (const std::string& name : names_below(pattern)) {
    if (std::find(without.begin(), without.end(), name) != without.end()) continue;
    std::vector<std::string_view> below = pattern;
    below.push_back(name == "*" ? "NAME" : name == "YEAR" ? "2000" : std::string_view(name));
    const Key* key = find_key(below);
    std::string schema = key != nullptr ? value_schema(*key, whole) : table_schema(below, indent + "  ", whole);
    if (pattern.empty() && is_list_of_tables(name)) schema = "{ \"type\": \"array\", \"items\": " + schema + " }";
    if (name == "*") {
      named = schema;
    } else if (name == "YEAR") {
      by_year = schema;
    } else {
      properties += std::string(properties.empty() ? "" : ",") + "\n" + indent + "    " + in_quotes(name) + ": " + schema;
      if (is_needed && key != nullptr && key->fallback.empty() && !is_conditional(key->pattern)) required.push_back(name);
    }
  }
  std::string out = "{ \"type\": \"object\", \"additionalProperties\": false";
  if (!required.empty()) out += ", \"required\": [" + quoted_list(required) + "]";
  if (!properties.empty()) out += ",\n" + indent + "  \"properties\": {" + properties + "\n" + indent + "  }";
  if (!named.empty()) out += ",\n" + indent + "  \"patternProperties\": { \"^[A-Za-z][A-Za-z0-9_-]*$\": " + named + " }";
  if (!by_year.empty()) out += ",\n" + indent + "  \"patternProperties\": { \"^[1-9][0-9]{3}$\": " + by_year + " }";
  return out + table_rules(joined(pattern), whole) + " }";
}

std::string json_schema() {
  const std::string shared =
      "{ \"type\": \"object\", \"required\": [\"var\"], \"additionalProperties\": false,\n"
      "      \"properties\": { \"var\": { \"type\": \"string\", \"minLength\": 1 }, \"scale\": { \"$ref\": \"#/definitions/finite\" }, "
      "\"offset\": { \"$ref\": \"#/definitions/finite\" } } }";
  return "{ \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": \"cellcast scenario\",\n  \"type\": \"object\",\n"
         "  \"definitions\": {\n    " +
         definition("distribution", distribution_schema()) + ",\n    " + definition("component", component_schema()) + ",\n    " + definition("parameters", parameters_schema()) + ",\n    " +
         definition("shared", shared) + ",\n    " + definition("scenario", table_schema({}, "    ", Whole::yes, {"extends", "unset"})) +
         ",\n    " + definition("extension", table_schema({}, "    ", Whole::no)) + ",\n    " + definition("ledger", std::string(kLedger)) +
         ",\n    " + sweep_definitions() + "\n  },\n  \"properties\": {" + keys_at_the_top() + "\n  },\n  " + std::string(kKinds) + "\n}\n";
}

}  // namespace cellcast::config
