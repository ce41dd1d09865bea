#include <algorithm>
#include <cmath>
#include <limits>

#include "config/scenario/law_forms.hpp"
#include "tests/config/schema/json_schema_parts.hpp"

namespace cellcast::config {

namespace {

/// JSON numbers need no point; 2^63 - 1 must not be rounded up.
std::string number_text(double x) {
  if (x >= 9223372036854775807.0 && x < 1e19) return "9223372036854775807";
  const std::string out = text(x);
  return out.ends_with(".0") ? out.substr(0, out.size() - 2) : out;
}

/// Without ends of its own a range ends where numbers do: infinities are out.
std::string bounds(const Interval& range) {
  constexpr double kMost = std::numeric_limits<double>::max();
  const bool has_low = std::isfinite(range.low), has_high = std::isfinite(range.high);
  return std::string(has_low && range.low_open ? ", \"exclusiveMinimum\": " : ", \"minimum\": ") + number_text(has_low ? range.low : -kMost) +
         (has_high && range.high_open ? ", \"exclusiveMaximum\": " : ", \"maximum\": ") + number_text(has_high ? range.high : kMost);
}

std::string choices(std::string_view words) {
  std::string out;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    out += (out.empty() ? "" : ", ") + in_quotes(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return out.empty() ? "" : ", \"enum\": [" + out + "]";
}

std::string number_type(const Interval& range) { return "{ \"type\": \"number\"" + bounds(range) + " }"; }

std::string reference(const char* name) { return std::string("{ \"$ref\": \"#/definitions/") + name + "\" }"; }

std::string uncertain(const Key& key, Whole whole) {
  std::string any = number_type(key.range) + ", " + reference("distribution");
  if (key.pattern != "variables.*") any += ", " + reference("shared");  // a variable draws on no other
  if (whole == Whole::no) any += ", " + reference("parameters");
  return "\"anyOf\": [" + any + "]";
}

std::string type_of(const Key& key, Whole whole) {
  switch (key.type) {
    case KeyType::number:
      return uncertain(key, whole);
    case KeyType::constant:
      if (!key.choices.empty()) return "\"anyOf\": [" + number_type(key.range) + ", { \"type\": \"string\"" + choices(key.choices) + " }]";
      return "\"type\": \"number\"" + bounds(key.range);
    case KeyType::integer:
      return "\"type\": \"integer\"" + bounds(key.range);
    case KeyType::string:
      return "\"type\": \"string\"" + choices(key.choices);
    case KeyType::boolean:
      return "\"type\": \"boolean\"";
    case KeyType::date:
      return R"("type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")";
    case KeyType::numbers:
      return "\"type\": \"array\", \"items\": " + number_type(key.range);
    case KeyType::integers:
      return "\"type\": \"array\", \"items\": { \"type\": \"integer\"" + bounds(key.range) + " }";
    case KeyType::strings:
      return "\"type\": \"array\", \"items\": { \"type\": \"string\" }";
    case KeyType::names:
      return R"("type": ["string", "array"], "items": { "type": "string", "minLength": 1 })";
    case KeyType::table:
      return "\"type\": \"object\", \"additionalProperties\": false";
    case KeyType::labels:
      return R"("type": "object", "additionalProperties": { "type": ["string", "object"], "minLength": 1 })";
    case KeyType::loadings:  // a path without quotes makes tables within the table
      return "\"type\": \"object\", \"additionalProperties\": { \"anyOf\": [" + number_type(key.range) + ", { \"type\": \"object\" }] }";
  }
  return "";
}

std::string describe(const Key& key) {
  std::string out(key.meaning);
  if (!key.unit.empty()) out += " [" + std::string(key.unit) + "]";
  if (key.fallback.size() > 1 || (key.fallback.size() == 1 && key.fallback != "-")) out += "; default " + std::string(key.fallback);
  return out;
}

std::string parameter(const Parameter& each) {
  const auto list = [](const std::string& items, const std::string& more = "") {
    return R"({ "type": "array", "minItems": 1, )" + more + "\"items\": " + items + " }";
  };
  const std::string most = "\"maxItems\": " + std::to_string(kMostComponents) + ", ";
  const std::string value = each.shape == Shape::list   ? list(number_type(each.range))
                            : each.shape == Shape::laws ? list(R"({ "$ref": "#/definitions/component" })", most)
                            : each.shape == Shape::text ? R"({ "type": "string", "minLength": 1 })"
                                                        : number_type(each.range);
  return in_quotes(each.name) + ": " + value;
}

/// As many parameters as it picks, and `dist`, which alone is required.
std::string count_rule(const Form& form, const std::string& more) {
  if (form.picks == 0) return "";
  const std::string least = std::to_string(form.picks + 1 + (more.empty() ? 0 : 1));
  return "\"minProperties\": " + least + ", ";
}

std::string form_schema(const Form& form, const std::string& more) {
  std::vector<std::string> required{"dist"};
  std::string properties = more + "\"dist\": { \"const\": " + in_quotes(form.dist) + " }";
  for (const Parameter& each : form.parameters) {
    if (each.fallback.empty() && form.picks == 0) required.emplace_back(each.name);
    properties += ", " + parameter(each);
  }
  if (form.bounded) properties += ", \"min\": " + number_type(kAny) + ", \"max\": " + number_type(kAny);
  return "{ \"type\": \"object\", \"additionalProperties\": false, " + count_rule(form, more) + "\"required\": [" + quoted_list(required) +
         "],\n        \"properties\": { " + properties + " } }";
}

}  // namespace

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string quoted_list(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + in_quotes(word);
  return out;
}

std::string value_schema(const Key& key, Whole whole) {
  return "{ " + type_of(key, whole) + value_rules(key.pattern) + ", \"description\": " + in_quotes(describe(key)) + " }";
}

std::string distribution_schema(const std::string& more) {
  std::string out;
  for (const Form& form : forms()) out += (out.empty() ? "" : ",\n      ") + form_schema(form, more);
  return "{ \"anyOf\": [\n      " + out + "\n    ] }";
}

std::string component_schema() {
  return R"({ "allOf": [{ "$ref": "#/definitions/distribution" }], "not": { "properties": { "dist": { "const": "mixture" } }, "required": ["dist"] } })";
}

std::string parameters_schema() {
  std::vector<std::string> names;
  std::string properties;
  for (const Form& form : forms()) {
    for (const Parameter& each : form.parameters) {
      const bool is_known = std::find(names.begin(), names.end(), each.name) != names.end();
      if (is_known) continue;
      names.emplace_back(each.name);
      const bool is_list = each.shape == Shape::list || each.shape == Shape::laws;
      properties += in_quotes(each.name) + ": { \"type\": " + (is_list ? "\"array\"" : each.shape == Shape::text ? "\"string\"" : "\"number\"") + " }, ";
    }
  }
  for (const char* name : {"min", "max", "scale", "offset"}) properties += in_quotes(name) + ": { \"type\": \"number\" }, ";
  properties.resize(properties.size() - 2);
  return "{ \"type\": \"object\", \"additionalProperties\": false, \"minProperties\": 1,\n      \"properties\": { " + properties + " } }";
}

}  // namespace cellcast::config
