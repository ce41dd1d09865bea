#include "tests/config/schema/json_schema_parts.hpp"

namespace cellcast::config {

namespace {

constexpr std::string_view kKeyOrKeys = R"("oneOf": [{ "required": ["key"] }, { "required": ["keys"] }])";

std::string axis_keys() {
  return R"("key": { "$ref": "#/definitions/axis_key" },
          "keys": { "type": "array", "minItems": 1, "maxItems": 200, "uniqueItems": true, "items": { "$ref": "#/definitions/axis_key" } })";
}

/// An axis that takes values, or a range.
std::string valued(bool is_grid) {
  return "{ \"type\": \"object\", \"additionalProperties\": false,\n        \"properties\": { " + axis_keys() + R"(,
          "values": { "type": "array", "minItems": 1)" +
         (is_grid ? ", \"uniqueItems\": true" : "") + R"(,
            "anyOf": [{ "items": { "$ref": "#/definitions/finite" } }, { "items": { "type": ["string", "boolean"] } }] },
          "from": { "$ref": "#/definitions/finite" }, "to": { "$ref": "#/definitions/finite" },
          "steps": { "type": "integer", "minimum": 2, "maximum": 100000 } },
        "allOf": [{ )" +
         std::string(kKeyOrKeys) + R"( },
          { "oneOf": [{ "required": ["values"] }, { "required": ["from", "to", "steps"] }] },
          { "if": { "required": ["values"] }, "then": { "not": { "anyOf": [{ "required": ["from"] }, { "required": ["to"] }, { "required": ["steps"] }] } } }] })";
}

std::string listed_axis() {
  return "{ \"type\": \"object\", \"additionalProperties\": false, \"properties\": { " + axis_keys() + " },\n        " +
         std::string(kKeyOrKeys) + " }";
}

std::string drawn_axis() {
  return "{ \"allOf\": [" + distribution_schema(axis_keys() + ", ") + ",\n      { " + std::string(kKeyOrKeys) + " }] }";
}

/// What else holds of a sweep with a design.
std::string rule(const char* design, const std::string& axis, const std::string& points) {
  return "{ \"if\": { \"required\": [\"design\"], \"properties\": { \"design\": { \"const\": " + in_quotes(design) +
         " } } },\n        \"then\": { \"properties\": { \"axes\": { \"additionalProperties\": { \"$ref\": \"#/definitions/" + axis +
         "\" } }" + points + " } }";
}

std::string properties() {
  std::string out;
  for (const char* name : {"schema", "name", "title", "description", "source"})
    out += in_quotes(name) + ": " + value_schema(*find_key(name), Whole::yes) + ",\n      ";
  return out +
         R"("scenario": { "type": "string", "pattern": "^[^/\u0000][^\u0000]*$", "description": "the base: a path relative to this file" },
      "design": { "enum": ["grid", "zip", "list", "latin-hypercube", "sobol"], "description": "how the points are laid out over the axes" },
      "points": { "description": "list: a table for each; latin-hypercube and sobol: how many" },
      "seed": { "type": "integer", "minimum": 0, "maximum": 4611686018427387904, "description": "of latin-hypercube and sobol; default 1" },
      "base": { "$ref": "#/definitions/sweep_point" },
      "sampling": )" +
         table_schema({"sampling"}, "      ", Whole::yes, {"stop"}) +
         ",\n      \"outputs\": " + table_schema({"outputs"}, "      ", Whole::yes, {"samples"}) + R"(,
      "axes": { "type": "object", "minProperties": 1, "maxProperties": 20, "additionalProperties": { "type": "object" },
        "propertyNames": { "pattern": "^[A-Za-z][A-Za-z0-9_-]*$" } })";
}

std::string powers_of_two(int most) {
  std::string out;
  for (int points = 1; points <= most; points *= 2) out += (out.empty() ? "" : ", ") + std::to_string(points);
  return out;
}

std::string sweep_schema() {
  const std::string none = R"( }, "not": { "required": ["points"] })";
  const std::string tables = R"(,
          "points": { "type": "array", "minItems": 1, "maxItems": 100000, "items": { "$ref": "#/definitions/sweep_point" } } },
          "required": ["points"])";
  const std::string count = R"(,
          "points": { "type": "integer", "minimum": 1, "maximum": 100000)",
                    needed = R"( } }, "required": ["points"])";
  return "{ \"type\": \"object\", \"additionalProperties\": false,\n      \"required\": [\"schema\", \"name\", \"scenario\", \"design\", "
         "\"axes\"],\n"
         "      \"properties\": {\n      " +
         properties() + "\n    },\n    \"allOf\": [\n      " + rule("grid", "grid_axis", none) + ",\n      " +
         rule("zip", "zip_axis", none) + ",\n      " + rule("list", "listed_axis", tables) + ",\n      " +
         rule("latin-hypercube", "drawn_axis", count + needed) + ",\n      " +
         rule("sobol", "drawn_axis", count + ", \"enum\": [" + powers_of_two(100'000) + "]" + needed) + "\n    ] }";
}

}  // namespace

std::string sweep_definitions() {
  return R"("finite": { "type": "number", "minimum": -1.7976931348623157e+308, "maximum": 1.7976931348623157e+308 },
    "axis_key": { "type": "string",
      "pattern": "^(?!(schema|name|title|description|source|extends|sampling|outputs|sensitivity|observations|claims|horizon)([.]|$))[^\\s\"'\\[\\]=.\u0000]+([.][^\\s\"'\\[\\]=.\u0000]+){0,31}$" },
    "sweep_point": { "type": "object", "minProperties": 1,
      "additionalProperties": { "anyOf": [{ "$ref": "#/definitions/finite" }, { "type": ["string", "boolean"] }] } },
    "grid_axis": )" +
         valued(true) + ",\n    \"zip_axis\": " + valued(false) + ",\n    \"listed_axis\": " + listed_axis() +
         ",\n    \"drawn_axis\": " + drawn_axis() + ",\n    \"sweep\": " + sweep_schema();
}

}  // namespace cellcast::config
